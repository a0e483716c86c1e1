import { createLogWriter } from "@org/log-writer";
import { startBot } from "./bot.ts";

await startBot(createLogWriter({ bot: "baileys-bot", closeOnSignals: true }));
