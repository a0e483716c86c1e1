import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startBot } from "@org/demo-bot";
import { cloudApiWebhook } from "@org/log-adapters/cloud-api";
import { createLogWriter } from "@org/log-writer";
import { nextJob, tellParent } from "../child-process.ts";
import { bareWebhook } from "./bare-server.ts";
import { APP_SECRET } from "./deliveries.ts";

/** What the suite's servers are started as. */
export const WEBHOOK_PROCESS = "webhook-process";

/** Which server a process is to be. */
export interface WebhookJob {
  readonly server: "bare" | "demo-bot";
  /** Where to log; `undefined`: the same server without logging. */
  readonly dir: string | undefined;
  /** Where the bot's answers go. */
  readonly graphUrl: string;
}

/** What a server is told once it is up: to end, or to say when it has done all its work. */
export type WebhookOrder = "idle" | "stop";

/** What it says then. */
export interface WebhookReport {
  /** Processor time that it has taken since it was started, of all its threads. */
  readonly cpuUs: number;
}

interface Server {
  readonly url: string;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** A webhook's server. */
export async function runWebhookProcess(): Promise<void> {
  const job = await nextJob<WebhookJob>();
  const server = await (job.server === "bare" ? startBare(job) : startDemoBot(job));
  tellParent({ url: server.url });
  while ((await nextJob<WebhookOrder>()) === "idle") {
    await server.idle();
    tellParent(cpuTime());
  }
  await server.stop();
  process.disconnect();
}

function cpuTime(): WebhookReport {
  const { user, system } = process.cpuUsage();
  return { cpuUs: user + system };
}

async function startBare({ dir }: WebhookJob): Promise<Server> {
  const logs = dir === undefined ? undefined : createLogWriter({ dir, timeZone: "UTC" });
  const server = createServer(
    logs === undefined ? bareWebhook(APP_SECRET) : cloudApiWebhook(logs, { appSecret: APP_SECRET }),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    idle: async () => logs?.flush(),
    async stop() {
      server.close();
      server.closeAllConnections();
      await logs?.close();
    },
  };
}

/** The bot as people start it, with one option more: where it logs, or that it does not. */
async function startDemoBot({ dir, graphUrl }: WebhookJob): Promise<Server> {
  const bot = await startBot({
    appSecret: APP_SECRET,
    verifyToken: "bench-verify-token",
    accessToken: "bench-access-token",
    phoneNumberId: "106540352242922",
    graphUrl,
    host: "127.0.0.1",
    port: 0,
    logs: dir === undefined ? { enabled: false } : { dir, timeZone: "UTC" },
  });
  return { url: bot.webhookUrl, idle: () => bot.idle(), stop: () => bot.stop() };
}
