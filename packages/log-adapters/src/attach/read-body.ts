import type { IncomingMessage } from "node:http";

/** A request as frameworks hand it on: its body may have been read already. */
export type WebhookRequest = IncomingMessage & { body?: unknown; rawBody?: unknown };

/** The body of a request: its bytes, what somebody has parsed them to, or why there is neither. */
export type RequestBody =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "parsed"; readonly value: unknown }
  | { readonly kind: "too large" }
  | { readonly kind: "gone" }
  | { readonly kind: "broken off" };

/** How a body is read. */
export interface ReadOptions {
  readonly maxBytes: number;
  /** Whether somebody reads it afterwards. */
  readonly keep: boolean;
}

/**
 * The body of a request, whoever has read it before. A stream that nobody has read is read and, with
 * `keep`, put back, so that the framework's own parser finds it untouched.
 */
export async function readBody(
  request: WebhookRequest,
  options: ReadOptions,
): Promise<RequestBody> {
  const read = bodyReadBefore(request);
  if (read !== undefined) return read;
  if (request.readableEnded) return { kind: "gone" };
  // What comes in one packet with the head is known after this turn only.
  await nextTick();
  if (request.destroyed) return { kind: request.complete ? "gone" : "broken off" };
  return isWithoutBody(request) ? NO_BODY : peek(request, options);
}

const NO_BODY: RequestBody = { kind: "bytes", bytes: new Uint8Array() };

/** Whether the whole request is here and has no body: a read would end it, and its next reader would wait for ever. */
function isWithoutBody(request: WebhookRequest): boolean {
  return request.complete && request.readableLength === 0;
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

function bodyReadBefore({ body, rawBody }: WebhookRequest): RequestBody | undefined {
  for (const value of [rawBody, body]) {
    if (value instanceof Uint8Array) return { kind: "bytes", bytes: value };
    if (typeof value === "string") return { kind: "bytes", bytes: Buffer.from(value) };
  }
  return body === undefined || body === null ? undefined : { kind: "parsed", value: body };
}

function peek(request: WebhookRequest, { maxBytes, keep }: ReadOptions): Promise<RequestBody> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const finish = (body: RequestBody): void => {
      request.off("readable", take);
      request.off("end", end);
      request.off("error", lose);
      request.off("close", lose);
      resolve(body);
    };
    const putBack = (content: Uint8Array): void => {
      // Before the stream says that it has ended: afterwards nothing can be put back.
      if (keep && content.byteLength > 0) request.unshift(content);
    };
    const take = (): void => {
      if (bytes === 0 && isWithoutBody(request)) return finish(NO_BODY);
      for (let chunk = readChunk(request); chunk !== null; chunk = readChunk(request)) {
        const part = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
        chunks.push(part);
        bytes += part.byteLength;
        if (bytes > maxBytes) {
          putBack(joined(chunks));
          return finish({ kind: "too large" });
        }
      }
      if (!request.complete) return;
      const whole = joined(chunks);
      putBack(whole);
      finish({ kind: "bytes", bytes: whole });
    };
    const end = (): void => finish({ kind: "bytes", bytes: joined(chunks) });
    const lose = (): void => finish({ kind: "broken off" });
    request.on("readable", take).on("end", end).on("error", lose).on("close", lose);
  });
}

/** Nearly all deliveries come in one piece. */
function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}

function readChunk(request: WebhookRequest): Uint8Array | string | null {
  return request.read() as Uint8Array | string | null;
}
