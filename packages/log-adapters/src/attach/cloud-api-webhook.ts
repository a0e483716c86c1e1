import type { ServerResponse } from "node:http";
import { webhookEntries } from "../cloud-api/webhook-entries.ts";
import type { AdaptedEntry, AppEntry } from "../entry/adapted-entry.ts";
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

interface Outcome {
  readonly verdict: Verdict;
  /** Makes the entries of what came; called when they are due. */
  readonly told: () => readonly AdaptedEntry[];
}

/**
 * A handler that logs what WhatsApp delivers and hands the request on: with `next` the bot's own
 * handler and body parser run afterwards, as if it were not there; without, it answers, and logs when
 * the answer is on its way. The body may have been parsed before, or not; a signature can be checked
 * only on the bytes, so put it before the parser. Where nobody has parsed the body, `request.body` is
 * the parsed one. Nothing ever throws in the bot.
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
    const { verdict, told } = await this.#judgeSafely(request, next === undefined);
    if (verdict === "next") {
      // A turn later: what was put back into the stream can then be read by its next reader. Logged
      // before that, so that what came stands before what the bot logs about it.
      setImmediate(() => {
        this.#log(told);
        next?.();
      });
      return;
    }
    try {
      answer(response, verdict);
    } finally {
      // The bytes have left, so nobody waits for this; and nothing can come in between.
      this.#log(told);
    }
  }

  async #judgeSafely(request: WebhookRequest, isLast: boolean): Promise<Outcome> {
    try {
      return await this.#judge(request, isLast);
    } catch {
      // Somebody else's request object failed while it was read; the bot's own handler may still do.
      const verdict = isLast || this.#options.appSecret !== undefined ? { status: 500 } : "next";
      return { verdict, told: UNREADABLE };
    }
  }

  async #judge(request: WebhookRequest, isLast: boolean): Promise<Outcome> {
    if (request.method === "GET") return this.#verify(request, isLast);
    if (request.method !== "POST") {
      return { verdict: isLast ? { status: 405 } : "next", told: NOTHING };
    }
    const body = await readBody(request, { maxBytes: this.#options.maxBodyBytes, keep: !isLast });
    if (body.kind === "broken off") {
      const verdict = isLast || this.#options.appSecret !== undefined ? { status: 400 } : "next";
      return { verdict, told: says("warn", "A delivery broke off before it was whole") };
    }
    const refusal = this.#checkSignature(body, request);
    if (refusal !== undefined) return refusal;
    const { status, told } = this.#read(body, request);
    return { verdict: isLast ? { status } : "next", told };
  }

  #verify({ url = "" }: WebhookRequest, isLast: boolean): Outcome {
    const { verifyToken } = this.#options;
    const query = new URLSearchParams(url.split("?").slice(1).join("?"));
    if (verifyToken === undefined || query.get("hub.mode") !== "subscribe") {
      return { verdict: isLast ? { status: 404 } : "next", told: NOTHING };
    }
    if (isSameText(query.get("hub.verify_token") ?? "", verifyToken)) {
      const verdict = { status: 200, text: query.get("hub.challenge") ?? "" };
      return { verdict, told: says("info", "WhatsApp verified the webhook") };
    }
    const told = says("warn", "A verification of the webhook came with a wrong token");
    return { verdict: { status: 403 }, told };
  }

  #checkSignature(body: WholeBody, { headers }: WebhookRequest): Outcome | undefined {
    const { appSecret } = this.#options;
    if (appSecret === undefined) return undefined;
    if (body.kind === "too large") return { verdict: { status: 413 }, told: NOTHING };
    if (body.kind !== "bytes") {
      const told = says(
        "error",
        "The signature of a delivery cannot be checked: its bytes were read before. Put cloudApiWebhook before the body parser, or keep the bytes in request.rawBody",
      );
      return { verdict: { status: 500 }, told };
    }
    if (isSignedBy(appSecret, body.bytes, headers["x-hub-signature-256"])) return undefined;
    const told = says("warn", "A delivery came with a wrong signature");
    return { verdict: { status: 401 }, told };
  }

  /** Reads a body: the status that answers it, and what it tells. */
  #read(
    body: WholeBody,
    request: WebhookRequest,
  ): { readonly status: number; readonly told: Outcome["told"] } {
    if (body.kind === "too large") {
      return { status: 413, told: says("error", "A delivery was too large to be logged") };
    }
    if (body.kind === "gone") {
      const told = says(
        "error",
        "A delivery could not be logged: its body was read before, and is not in request.body",
      );
      return { status: 400, told };
    }
    const parsed = body.kind === "parsed" ? { value: body.value } : parse(body.bytes);
    if (parsed === undefined) {
      return { status: 400, told: says("error", "A delivery is no JSON") };
    }
    request.body ??= parsed.value;
    return { status: 200, told: () => this.#dedupe(webhookEntries(parsed.value)) };
  }

  #log(told: Outcome["told"]): void {
    logEntries(this.#logs, told());
  }
}

const NOTHING: Outcome["told"] = () => [];
const UNREADABLE: Outcome["told"] = says("error", "A delivery could not be read");

function says(level: AppEntry["level"], text: string): Outcome["told"] {
  return () => [makeAppEntry(level, text, {})];
}

function parse(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const { buffer, byteOffset, byteLength } = bytes;
    return { value: JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString("utf8")) };
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
