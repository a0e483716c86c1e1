// A bot that uses the module's own functions and takes every option from the environment.
// argv: time of the message
import { appLogger, logRequest, logWhatsAppMessage } from "@org/log-writer";

const [time] = process.argv.slice(2);
logWhatsAppMessage({
  phone: "1234567890",
  direction: "incoming",
  type: "text",
  data: { text: "Hello" },
  time: new Date(time),
});
appLogger.info("hello");
appLogger.warn("careful");
logRequest({ method: "POST", url: "https://example.com/api", status: 200 });
