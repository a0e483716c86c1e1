import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { LogWriter } from "@org/log-writer";
import type { Bot } from "./bot.ts";
import { isSignedBy } from "./signature.ts";

/** What the webhook's server must know. */
export interface WebhookOptions {
  /** The text agreed with WhatsApp when the webhook is set up. */
  readonly verifyToken: string;
  /** The app's secret, with which deliveries are signed. */
  readonly appSecret: string;
}

/** WhatsApp's own limit of a delivery. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly body?: string;
}

/** The webhook's HTTP server: `GET /webhook` is its verification, `POST /webhook` a delivery. */
export function createWebhookServer(options: WebhookOptions, bot: Bot, logs: LogWriter): Server {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAtMs = performance.now();
    const { answer, error } = await answerOrError(request);
    response.writeHead(answer.status, { "content-type": "text/plain; charset=utf-8" });
    response.end(answer.body);
    // The verify token in the URL and the signature in the headers are taken out by the log writer.
    logs.logRequest({
      method: request.method ?? "GET",
      url: request.url ?? "/",
      headers: request.headers,
      status: answer.status,
      error,
      durationMs: Math.round(performance.now() - startedAtMs),
    });
  }

  async function answerOrError(
    request: IncomingMessage,
  ): Promise<{ answer: Answer; error?: unknown }> {
    try {
      return { answer: await answerTo(request) };
    } catch (error) {
      return { answer: { status: 500 }, error };
    }
  }

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname !== "/webhook") return { status: 404 };
    if (request.method === "GET") return verification(searchParams, options.verifyToken);
    if (request.method !== "POST") return { status: 405 };
    const body = await readBody(request);
    if (body === undefined) return { status: 413 };
    const signature = request.headers["x-hub-signature-256"];
    if (!isSignedBy(options.appSecret, body, signature?.toString())) {
      logs.appLogger.warn({ bytes: body.length }, "A delivery with a wrong signature was refused");
      return { status: 401 };
    }
    return take(body, bot);
  }

  return createServer((request, response) => {
    void serve(request, response);
  });
}

/** WhatsApp asks once whether this is the webhook that was set up, and wants its challenge back. */
function verification(query: URLSearchParams, verifyToken: string): Answer {
  const given = Buffer.from(query.get("hub.verify_token") ?? "");
  const expected = Buffer.from(verifyToken);
  const known = given.length === expected.length && timingSafeEqual(given, expected);
  return known && query.get("hub.mode") === "subscribe"
    ? { status: 200, body: query.get("hub.challenge") ?? "" }
    : { status: 403 };
}

function take(bytes: Buffer, bot: Bot): Answer {
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString("utf8"));
  } catch {
    return { status: 400 };
  }
  bot.take(body);
  // At once, before any answer is sent: a delivery that waits is delivered again.
  return { status: 200 };
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"]) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
