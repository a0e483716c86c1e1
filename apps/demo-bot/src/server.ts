import { createServer, type Server } from "node:http";
import { cloudApiWebhook, type WebhookRequest } from "@org/log-adapters/cloud-api";
import type { LogWriter } from "@org/log-writer";
import { requestLogger } from "@org/log-writer/http";
import type { Bot } from "./bot.ts";

/** What the webhook's server must know. */
export interface WebhookOptions {
  /** The text agreed with WhatsApp when the webhook is set up. */
  readonly verifyToken: string;
  /** The app's secret, with which deliveries are signed. */
  readonly appSecret: string;
}

/** The webhook's HTTP server: `GET /webhook` is its verification, `POST /webhook` a delivery. */
export function createWebhookServer(options: WebhookOptions, bot: Bot, logs: LogWriter): Server {
  const { verifyToken, appSecret } = options;
  const logRequest = requestLogger(logs);
  const logWebhook = cloudApiWebhook(logs, { verifyToken, appSecret });
  return createServer((request: WebhookRequest, response) => {
    logRequest(request, response);
    if (request.url?.split("?")[0] !== "/webhook") {
      response.writeHead(404).end();
      return;
    }
    logWebhook(request, response, () => {
      // At once, before any answer is sent: a delivery that waits is delivered again.
      response.writeHead(statusFor(request)).end();
      if (request.body !== undefined) bot.take(request.body);
    });
  });
}

/** What was no JSON has no body by now; what was wrongly signed does not come here. */
function statusFor({ method, body }: WebhookRequest): number {
  if (method !== "POST") return 405;
  return body === undefined ? 400 : 200;
}
