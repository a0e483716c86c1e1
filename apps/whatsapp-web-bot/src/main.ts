import { createLogWriter } from "@org/log-writer";
import whatsapp from "whatsapp-web.js";
import { startBot } from "./bot.ts";

const phone = process.env["BOT_PHONE"] ?? "";
const client = new whatsapp.Client({
  authStrategy: new whatsapp.LocalAuth(),
  ...(phone === "" ? undefined : { pairWithPhoneNumber: { phoneNumber: phone } }),
});
client.on("code", (code) => process.stdout.write(`Pair with ${code}\n`));
startBot(client, createLogWriter({ bot: "whatsapp-web-bot", closeOnSignals: true }));
