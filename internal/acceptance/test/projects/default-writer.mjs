import { logWhatsAppMessage, appLogger, logRequest } from "@org/log-writer";
logWhatsAppMessage({
  phone: "1234567890",
  direction: "outgoing",
  type: "text",
  data: { text: "Hello" },
});
appLogger.info("Application event");
appLogger.error(new Error("boom"), "Error occurred");
logRequest({ method: "POST", url: "https://example.com/api", status: 200, durationMs: 12 });
