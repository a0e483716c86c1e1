import { startBot, type BotOptions } from "./start-bot.ts";

const NEEDED = [
  "WHATSAPP_VERIFY_TOKEN",
  "WHATSAPP_APP_SECRET",
  "WHATSAPP_ACCESS_TOKEN",
  "WHATSAPP_PHONE_NUMBER_ID",
] as const;

function readOptions(env: NodeJS.ProcessEnv): BotOptions {
  const missing = NEEDED.filter((name) => env[name] === undefined || env[name] === "");
  if (missing.length > 0) {
    process.stderr.write(`demo-bot: set ${missing.join(", ")}; see apps/demo-bot/README.md.\n`);
    process.exit(2);
  }
  const [verifyToken, appSecret, accessToken, phoneNumberId] = NEEDED.map(
    (name) => env[name] ?? "",
  );
  return {
    verifyToken: verifyToken ?? "",
    appSecret: appSecret ?? "",
    accessToken: accessToken ?? "",
    phoneNumberId: phoneNumberId ?? "",
    graphUrl: env["GRAPH_URL"] ?? "https://graph.facebook.com/v24.0",
    host: env["HOST"] ?? "127.0.0.1",
    port: Number(env["PORT"] ?? 3000),
  };
}

const bot = await startBot(readOptions(process.env));
process.stdout.write(`The bot takes deliveries at ${bot.webhookUrl}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void bot.stop());
}
