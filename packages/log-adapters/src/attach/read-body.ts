import type { IncomingMessage } from "node:http";

/** A request as frameworks hand it on: its body may have been read already. */
export type WebhookRequest = IncomingMessage & { body?: unknown; rawBody?: unknown };

/** The body of a request: its bytes, what somebody has parsed them to, or why there is neither. */
export type RequestBody =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "parsed"; readonly value: unknown }
  | { readonly kind: "too large" }
  | { readonly kind: "gone" };

/**
 * The body of a request, whoever has read it before. A stream that nobody has read is read and then
 * put back, so that the framework's own parser finds it untouched.
 */
export function readBody(request: WebhookRequest, maxBytes: number): Promise<RequestBody> {
  const read = bodyReadBefore(request);
  if (read !== undefined) return Promise.resolve(read);
  if (request.readableEnded || request.destroyed) return Promise.resolve({ kind: "gone" });
  return peek(request, maxBytes);
}

function bodyReadBefore({ body, rawBody }: WebhookRequest): RequestBody | undefined {
  for (const value of [rawBody, body]) {
    if (value instanceof Uint8Array) return { kind: "bytes", bytes: value };
    if (typeof value === "string") return { kind: "bytes", bytes: Buffer.from(value) };
  }
  return body === undefined || body === null ? undefined : { kind: "parsed", value: body };
}

function peek(request: WebhookRequest, maxBytes: number): Promise<RequestBody> {
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
    const putBack = (body: RequestBody): void => {
      // Before the stream says that it has ended: afterwards nothing can be put back.
      if (bytes > 0) request.unshift(Buffer.concat(chunks));
      finish(body);
    };
    const take = (): void => {
      for (let chunk = readChunk(request); chunk !== null; chunk = readChunk(request)) {
        const part = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
        chunks.push(part);
        bytes += part.byteLength;
        if (bytes > maxBytes) return putBack({ kind: "too large" });
      }
      if (request.complete) putBack({ kind: "bytes", bytes: Buffer.concat(chunks) });
    };
    const end = (): void => finish({ kind: "bytes", bytes: Buffer.concat(chunks) });
    const lose = (): void => finish({ kind: "gone" });
    request.on("readable", take).on("end", end).on("error", lose).on("close", lose);
  });
}

function readChunk(request: WebhookRequest): Uint8Array | string | null {
  return request.read() as Uint8Array | string | null;
}
