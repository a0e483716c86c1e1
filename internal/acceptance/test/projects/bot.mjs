import { createLogWriter } from "@org/log-writer";
const body = { text: "Hello", access_token: "EAAG-secret" };
const err = new Error("boom");
const logs = createLogWriter({
  dir: "app/logs",
  timeZone: "Europe/Rome",
  retentionDays: 30,
  bot: "sales",
});
logs.logWhatsAppMessage({
  phone: "1234567890",
  direction: "outgoing",
  type: "text",
  data: { text: "Hello" },
});
logs.appLogger.info("Application event");
logs.appLogger.error(err, "Error occurred");
logs.logRequest({
  method: "POST",
  url: "https://example.com/api",
  body,
  status: 200,
  durationMs: 12,
});
await logs.flush();
await logs.close();
console.log(JSON.stringify(logs.metrics()));
