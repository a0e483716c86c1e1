import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createLogWriter, type LogWriter } from "@org/log-writer";
import { eventually, tempDir } from "@org/test-kit";
import { expect, onTestFinished } from "vitest";
import { readFileSync } from "node:fs";

/** A writer and what it wrote to requests.log. */
export interface RequestLog {
  readonly logs: LogWriter;
  /** The text of requests.log once it has so many lines. */
  text(lines: number): Promise<string>;
  /** Its entries once there are so many. */
  entries(lines: number): Promise<{ level: string; msg: string; data: Record<string, unknown> }[]>;
}

/** A writer in a folder of its own. */
export function openRequestLog(): RequestLog {
  const dir = tempDir();
  const logs = createLogWriter({ dir, timeZone: "UTC" });
  onTestFinished(() => logs.close());
  const text = (lines: number): Promise<string> =>
    eventually(async () => {
      await logs.flush();
      const found = readFileSync(join(dir, "app/requests.log"), "utf8");
      expect(found.trimEnd().split("\n")).toHaveLength(lines);
      return found;
    });
  return {
    logs,
    text,
    async entries(lines) {
      return (await text(lines))
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as never);
    },
  };
}

/** A server on loopback; returns its URL. A closed one refuses connections. */
export async function listen(listener: RequestListener, state?: "closed"): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  if (state === "closed") close();
  else onTestFinished(close);
  return `http://127.0.0.1:${port}`;
}
