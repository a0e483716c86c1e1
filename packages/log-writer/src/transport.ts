/**
 * A transport for pino: an existing bot's lines in its customers' logs and in app.log.
 * @packageDocumentation
 */
import type { Writable } from "node:stream";
import { createLogWriter } from "./create-log-writer.ts";
import type { LogWriterOptions } from "./options/writer-options.ts";
import { createLineStream } from "./transport/line-stream.ts";
import { logLine } from "./transport/log-line.ts";

/** Options of the transport: those of the writer that can be handed to another thread. */
export type TransportOptions = Omit<
  LogWriterOptions,
  "clock" | "onError" | "onBeforeDelete" | "level"
>;

/**
 * Makes the stream that pino writes to: `pino({ transport: { target: "@org/log-writer/transport",
 * options: { dir: "app/logs" } } })`. A line with a `phone` goes to that phone's log (with its
 * `direction`, `type`, `id`, `from`, `sentAt` and `data`, if it has them), any other to app.log. Lines
 * keep their time. Which levels are logged is pino's own choice. When the stream ends everything is in
 * the files.
 *
 * @throws {LogError} as `createLogWriter`
 */
// oxlint-disable-next-line import/no-default-export -- pino asks for one
export default function createTransport(options: TransportOptions = {}): Writable {
  const { maxBufferedBytes = Infinity } = options;
  const roomBytes = Math.min(MAX_WAITING_BYTES, maxBufferedBytes / 4);
  let lineTimeMs: number | undefined;
  const clock = { now: () => lineTimeMs ?? Date.now() };
  const logs = createLogWriter({ ...withoutPinoOwn(options), level: "trace", clock });
  return createLineStream({
    line: (text) => logLine(text, logs, (timeMs) => (lineTimeMs = timeMs)),
    hasRoom: () => logs.metrics().bufferedBytes < roomBytes,
    flush: () => logs.flush(),
    end: () => logs.close(),
  });
}

/** Lines that wait for the disk; what is more waits in the sender until some are written. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** pino tells transports about itself in their options. */
function withoutPinoOwn(options: TransportOptions): TransportOptions {
  const {
    $context: _context,
    pinoWillSendConfig: _config,
    ...own
  } = options as TransportOptions & Record<string, unknown>;
  return own;
}
