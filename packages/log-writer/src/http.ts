/**
 * HTTP requests, coming in and going out, in requests.log.
 * @packageDocumentation
 */
export type { HttpLogOptions } from "./http/http-log-options.ts";
export { logOutgoingRequests } from "./http/outgoing-requests.ts";
export { requestLogger, type RequestHandler } from "./http/request-logger.ts";
