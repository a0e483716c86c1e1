import type { IncomingMessage, ServerResponse } from "node:http";
import type { LogWriter } from "../log-writer.ts";
import { logSafely, resolveHttpOptions, type HttpLogOptions } from "./http-log-options.ts";

/** A handler for node:http, Express, Connect, and Fastify with its middleware plugin. */
export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/** What frameworks add to a request. */
interface Extended {
  /** The whole URL, where a router has cut `url`. */
  readonly originalUrl?: unknown;
  readonly body?: unknown;
}

/**
 * A handler that logs each request that comes in to requests.log, once it is answered: method, URL,
 * status, time from here to the end of the answer. One that the client gave up before is an error.
 * It changes nothing, reads no stream, and never throws in the server.
 *
 * @throws {LogError} `LOG_OPTIONS_INVALID`
 */
export function requestLogger(
  logs: Pick<LogWriter, "logRequest">,
  options: HttpLogOptions = {},
): RequestHandler {
  const { body, headers, filter } = resolveHttpOptions("requestLogger", options);
  return (request, response, next) => {
    const startedAtMs = performance.now();
    const { method = "GET", url: path = "/" } = request;
    response.once("close", () => {
      logSafely(logs, () => {
        const { originalUrl, body: parsed } = request as Extended;
        const url = typeof originalUrl === "string" ? originalUrl : path;
        if (filter !== undefined && !filter({ method, url })) return undefined;
        return {
          method,
          url,
          ...(response.headersSent ? { status: response.statusCode } : undefined),
          durationMs: Math.round(performance.now() - startedAtMs),
          ...(response.writableFinished
            ? undefined
            : { error: "The client closed the connection" }),
          ...(headers ? { headers: request.headers } : undefined),
          ...(body ? { body: parsed } : undefined),
        };
      });
    });
    next?.();
  };
}
