import type { ServerResponse } from "node:http";
import { webhookEntries } from "../cloud-api/webhook-entries.ts";
import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { createDedupe } from "../entry/dedupe.ts";
import { makeAppEntry } from "../entry/make-entry.ts";
import { logEntries, type LogSink } from "./log-sink.ts";
import { readBody, type RequestBody, type WebhookRequest } from "./read-body.ts";
import { isSameText, isSignedBy } from "./signature.ts";
import {
  resolveWebhookOptions,
  type CloudApiWebhookOptions,
  type ResolvedWebhookOptions,
} from "./webhook-options.ts";

/** A handler for node:http, Express, Connect, and Fastify with its middleware plugin. */
export type WebhookHandler = (
  request: WebhookRequest,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/** A body that nobody broke off. */
type WholeBody = Exclude<RequestBody, { readonly kind: "broken off" }>;

/** What came of a request: it goes on, or it is answered. */
type Verdict = "next" | { readonly status: number; readonly text?: string };

/**
 * A handler that logs what WhatsApp delivers and hands the request on: with `next` the bot's own
 * handler and body parser run afterwards, as if it were not there; without, it answers. The body may
 * have been parsed before, or not; a signature can be checked only on the bytes, so put it before
 * the parser. Where nobody has parsed the body, `request.body` is the parsed one. Nothing ever
 * throws in the bot.
 *
 * @throws {LogError} `LOG_OPTIONS_INVALID`
 */
export function cloudApiWebhook(
  logs: LogSink,
  options: CloudApiWebhookOptions = {},
): WebhookHandler {
  const webhook = new CloudApiWebhook(logs, resolveWebhookOptions(options));
  return (request, response, next) => void webhook.handle(request, response, next);
}

class CloudApiWebhook {
  readonly #logs: LogSink;
  readonly #options: ResolvedWebhookOptions;
  readonly #dedupe: (entries: readonly AdaptedEntry[]) => readonly AdaptedEntry[];

  constructor(logs: LogSink, options: ResolvedWebhookOptions) {
    this.#logs = logs;
    this.#options = options;
    this.#dedupe = options.dedupe ? createDedupe() : (entries) => entries;
  }

  async handle(
    request: WebhookRequest,
    response: ServerResponse,
    next?: (error?: unknown) => void,
  ): Promise<void> {
    let verdict: Verdict;
    try {
      verdict = await this.#judge(request, next === undefined);
    } catch {
      // Somebody else's request object failed while it was read; the bot's own handler may still do.
      this.#say("error", "A delivery could not be read");
      verdict =
        next === undefined || this.#options.appSecret !== undefined ? { status: 500 } : "next";
    }
    if (verdict !== "next") return answer(response, verdict);
    // A turn later: what was put back into the stream can then be read by its next reader.
    setImmediate(() => next?.());
  }

  async #judge(request: WebhookRequest, isLast: boolean): Promise<Verdict> {
    if (request.method === "GET") return this.#verify(request, isLast);
    if (request.method !== "POST") return isLast ? { status: 405 } : "next";
    const body = await readBody(request, this.#options.maxBodyBytes);
    if (body.kind === "broken off") {
      this.#say("warn", "A delivery broke off before it was whole");
      return isLast || this.#options.appSecret !== undefined ? { status: 400 } : "next";
    }
    const refusal = this.#checkSignature(body, request);
    if (refusal !== undefined) return refusal;
    const status = this.#logBody(body, request);
    return isLast ? { status } : "next";
  }

  #verify({ url = "" }: WebhookRequest, isLast: boolean): Verdict {
    const { verifyToken } = this.#options;
    const query = new URLSearchParams(url.split("?").slice(1).join("?"));
    if (verifyToken === undefined || query.get("hub.mode") !== "subscribe") {
      return isLast ? { status: 404 } : "next";
    }
    if (isSameText(query.get("hub.verify_token") ?? "", verifyToken)) {
      this.#say("info", "WhatsApp verified the webhook");
      return { status: 200, text: query.get("hub.challenge") ?? "" };
    }
    this.#say("warn", "A verification of the webhook came with a wrong token");
    return { status: 403 };
  }

  #checkSignature(body: WholeBody, { headers }: WebhookRequest): Verdict | undefined {
    const { appSecret } = this.#options;
    if (appSecret === undefined) return undefined;
    if (body.kind === "too large") return { status: 413 };
    if (body.kind !== "bytes") {
      this.#say(
        "error",
        "The signature of a delivery cannot be checked: its bytes were read before. Put cloudApiWebhook before the body parser, or keep the bytes in request.rawBody",
      );
      return { status: 500 };
    }
    if (isSignedBy(appSecret, body.bytes, headers["x-hub-signature-256"])) return undefined;
    this.#say("warn", "A delivery came with a wrong signature");
    return { status: 401 };
  }

  /** Logs a body and returns the status that answers it. */
  #logBody(body: WholeBody, request: WebhookRequest): number {
    if (body.kind === "too large") {
      this.#say("error", "A delivery was too large to be logged");
      return 413;
    }
    if (body.kind === "gone") {
      this.#say(
        "error",
        "A delivery could not be logged: its body was read before, and is not in request.body",
      );
      return 400;
    }
    const parsed = body.kind === "parsed" ? { value: body.value } : parse(body.bytes);
    if (parsed === undefined) {
      this.#say("error", "A delivery is no JSON");
      return 400;
    }
    request.body ??= parsed.value;
    logEntries(this.#logs, this.#dedupe(webhookEntries(parsed.value)));
    return 200;
  }

  #say(level: "info" | "warn" | "error", text: string): void {
    logEntries(this.#logs, [makeAppEntry(level, text, {})]);
  }
}

function parse(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(Buffer.from(bytes).toString("utf8")) };
  } catch {
    // Said by the caller, in the log.
    return undefined;
  }
}

function answer(response: ServerResponse, { status, text = "" }: Exclude<Verdict, "next">): void {
  if (response.headersSent) return;
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
  response.end(text);
}
