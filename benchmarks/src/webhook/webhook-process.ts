import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { cloudApiWebhook } from "@org/log-adapters/cloud-api";
import { createLogWriter } from "@org/log-writer";
import { nextJob, tellParent } from "../child-process.ts";

/** What the suite's servers are started as. */
export const WEBHOOK_PROCESS = "webhook-process";

/** What a server is told. */
export interface WebhookJob {
  /** Where to log; `undefined`: the same server without logging. */
  readonly dir: string | undefined;
  readonly appSecret: string;
}

/** A webhook's server: it checks the signature, parses the body, and answers. */
export async function runWebhookProcess(): Promise<void> {
  const { dir, appSecret } = await nextJob<WebhookJob>();
  const logs = dir === undefined ? undefined : createLogWriter({ dir, timeZone: "UTC" });
  const listener =
    logs === undefined ? withoutLogs(appSecret) : cloudApiWebhook(logs, { appSecret });
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  tellParent({ port: (server.address() as AddressInfo).port });
  await nextJob();
  server.close();
  server.closeAllConnections();
  await logs?.close();
  process.disconnect();
}

function withoutLogs(appSecret: string): RequestListener {
  return (request, response) => {
    void buffer(request).then((bytes) => {
      const expected = `sha256=${createHmac("sha256", appSecret).update(bytes).digest("hex")}`;
      const given = Buffer.from(String(request.headers["x-hub-signature-256"]));
      const isSigned =
        given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
      const { object } = JSON.parse(bytes.toString("utf8")) as { object?: string };
      return response.writeHead(isSigned && object !== undefined ? 200 : 401).end();
    });
  };
}
