import {
  isLoggableTime,
  levelFromNumber,
  isLevel,
  parseDirection,
  tryParsePhoneKey,
  type LogLevel,
} from "@org/log-core";
import type { LogWriter } from "../log-writer.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What a line is about when nothing says so. */
const DEFAULT_TYPE = "log";

/**
 * Logs one line of a pino: to the phone's log if it has a `phone`, else to app.log. A line that is no
 * JSON is a warning in app.log that holds it.
 *
 * @param at told the line's own time for as long as it is logged, so that it keeps it
 */
export function logLine(
  line: string,
  logs: LogWriter,
  at: (timeMs: number | undefined) => void,
): void {
  const fields = parse(line);
  if (fields === undefined) {
    logs.appLogger.warn({ data: { line } }, "A line that is no JSON came to the transport");
    return;
  }
  at(timeOf(fields["time"]));
  try {
    if (tryParsePhoneKey(fields["phone"]) === undefined || !logMessage(fields, logs)) {
      logAppLine(fields, logs);
    }
  } finally {
    at(undefined);
  }
}

function parse(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    // Somebody wrote to the same stream; the caller says so.
    return undefined;
  }
}

/** Epoch ms, as pino writes by default, or the text of a time. */
function timeOf(value: unknown): number | undefined {
  const timeMs = typeof value === "string" ? Date.parse(value) : value;
  return typeof timeMs === "number" && isLoggableTime(timeMs) ? timeMs : undefined;
}

function levelOf(value: unknown): LogLevel {
  if (typeof value === "number") return levelFromNumber(value);
  return isLevel(value) ? value : "info";
}

function logAppLine({ level, time: _time, msg, ...rest }: Fields, logs: LogWriter): void {
  const log = logs.appLogger;
  if (typeof msg === "string") return log[levelOf(level)](rest, msg);
  // The logger knows what to make of a message that is no text.
  log[levelOf(level)](optional("msg", msg, rest));
}

/** Whether the line could be logged as a message; one whose fields are not of their form cannot. */
function logMessage(fields: Fields, logs: LogWriter): boolean {
  // Which process it was is in app.log; a customer's log is about the customer.
  const { level, time: _time, pid: _pid, hostname: _hostname, msg, ...message } = fields;
  const { phone, direction, type, id, from, sentAt, data, ...rest } = message;
  const extra =
    typeof data === "object" && data !== null ? data : data === undefined ? {} : { data };
  try {
    logs.logWhatsAppMessage({
      phone: String(phone),
      direction: parseDirection(direction) ?? "SYSTEM",
      type: typeof type === "string" && type !== "" ? type : DEFAULT_TYPE,
      level: levelOf(level),
      ...optional("id", id),
      ...optional("from", from),
      ...optional("sentAt", sentAt),
      ...optional("message", msg),
      data: Array.isArray(extra) ? { ...rest, data: extra } : { ...rest, ...extra },
    });
    return true;
  } catch {
    // A field that is not what its name says: the line is kept whole in app.log.
    return false;
  }
}

function optional(name: string, value: unknown, others: Fields = {}): object {
  return value === undefined || value === null || value === ""
    ? others
    : { ...others, [name]: value };
}
