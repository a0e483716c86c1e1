import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { HttpRequest } from "../entry/inputs.ts";
import type { LogWriter } from "../log-writer.ts";
import { logSafely, resolveHttpOptions, type HttpLogOptions } from "./http-log-options.ts";

/** What undici tells of a request. */
interface UndiciRequest {
  readonly origin?: string | URL;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: unknown;
  readonly body?: unknown;
}

/** What undici tells of an event in its life. */
interface UndiciEvent {
  readonly request: UndiciRequest;
  readonly response?: { readonly statusCode?: number };
  readonly error?: unknown;
  readonly chunk?: unknown;
}

/** What is known of a request that is under way. */
interface UnderWay {
  readonly startedAtMs: number;
  body: string | undefined;
}

/** As much as a line keeps of a body. */
const MAX_BODY_CHARS = 16 * 1024;

/**
 * Logs each request that this process makes with `fetch` or undici to requests.log: method, URL,
 * status, time until the answer's head came; one without an answer is an error. Requests made with
 * `node:http` (axios without its fetch adapter, got) are not seen. Bodies (`body: true`) are those
 * that undici tells: texts and bytes, and with `fetch` from Node 24 on. Never throws in a request.
 *
 * @returns a function that ends it
 * @throws {LogError} `LOG_OPTIONS_INVALID`
 */
export function logOutgoingRequests(
  logs: Pick<LogWriter, "logRequest">,
  options: HttpLogOptions = {},
): () => void {
  const { body, headers, filter } = resolveHttpOptions("logOutgoingRequests", options);
  const underWay = new WeakMap<UndiciRequest, UnderWay>();

  const log = ({ request }: UndiciEvent, outcome: Pick<HttpRequest, "status" | "error">): void => {
    logSafely(logs, () => {
      const known = underWay.get(request);
      const method = request.method ?? "GET";
      const url = `${String(request.origin ?? "")}${request.path ?? ""}`;
      if (known === undefined || filter?.({ method, url }) === false) return undefined;
      return {
        method,
        url,
        ...outcome,
        durationMs: Math.round(performance.now() - known.startedAtMs),
        ...(headers ? { headers: request.headers } : undefined),
        ...(body ? { body: known.body } : undefined),
      };
    });
  };

  const listeners: Readonly<Record<string, (event: UndiciEvent) => void>> = {
    "undici:request:create": ({ request }) => {
      underWay.set(request, { startedAtMs: performance.now(), body: textOf(request.body) });
    },
    "undici:request:bodyChunkSent": ({ request, chunk }) => {
      const known = underWay.get(request);
      if (!body || known === undefined || (known.body?.length ?? 0) > MAX_BODY_CHARS) return;
      if (typeof request.body !== "string") known.body = (known.body ?? "") + (textOf(chunk) ?? "");
    },
    "undici:request:headers": (event) => log(event, { status: event.response?.statusCode }),
    "undici:request:error": (event) => log(event, { error: event.error }),
  };
  const subscriptions = Object.entries(listeners).map(([channel, listener]) => {
    const take = (event: unknown): void => listener(event as UndiciEvent);
    subscribe(channel, take);
    return () => unsubscribe(channel, take);
  });
  return () => {
    for (const end of subscriptions) end();
  };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.slice(0, MAX_BODY_CHARS + 1);
  if (!(value instanceof Uint8Array)) return undefined;
  return Buffer.from(
    value.buffer,
    value.byteOffset,
    Math.min(value.byteLength, MAX_BODY_CHARS + 1),
  ).toString("utf8");
}
