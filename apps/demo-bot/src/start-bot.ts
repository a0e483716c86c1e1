import type { AddressInfo } from "node:net";
import { createLogWriter, type LogWriterOptions } from "@org/log-writer";
import { createBot } from "./bot.ts";
import { createGraphApi, type GraphApiOptions } from "./graph-api.ts";
import { createWebhookServer, type WebhookOptions } from "./server.ts";

/** Everything the bot is told. */
export interface BotOptions extends WebhookOptions, GraphApiOptions {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  readonly logs?: LogWriterOptions;
}

/** A bot that takes deliveries. */
export interface RunningBot {
  /** Where its webhook is: `http://127.0.0.1:3000/webhook`. */
  readonly webhookUrl: string;
  /** Resolves when the answers to everything taken so far are sent. */
  idle(): Promise<void>;
  /** Takes nothing more, sends the answers that are due, and writes the logs to the end. */
  stop(): Promise<void>;
}

/** Starts the bot; resolves when it takes deliveries. */
export async function startBot(options: BotOptions): Promise<RunningBot> {
  const logs = createLogWriter({ bot: "demo-bot", ...options.logs });
  const bot = createBot(logs, createGraphApi(options, logs));
  const server = createWebhookServer(options, bot, logs);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  logs.appLogger.info({ port }, "The bot takes deliveries");
  return {
    webhookUrl: `http://${options.host}:${port}/webhook`,
    idle: () => bot.idle(),
    async stop() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      await bot.idle();
      logs.appLogger.info("The bot has stopped");
      await logs.close();
    },
  };
}
