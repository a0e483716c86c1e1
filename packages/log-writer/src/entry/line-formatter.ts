import { formatTime, type LogLevel } from "@org/log-core";
import { pino, type Logger } from "pino";
import type { EntryFields } from "./entry-fields.ts";

/** What every line of a writer carries. */
export interface LineBase {
  readonly bot?: string | undefined;
  readonly instance?: string | undefined;
}

/** Formats an entry as a line, line feed included. */
export type LineFormatter = (entry: EntryFields) => string;

/**
 * A formatter of messages and requests. Entries hold plain values only, so nothing of the caller's
 * runs in between, and one pino can serve every file.
 */
export function createLineFormatter(base: LineBase): LineFormatter {
  let timeText = "";
  let line = "";
  const logger = createPino(base, "trace", () => timeText, {
    write(text) {
      line = text;
    },
  });
  const timeOf = createTimeText();
  return (entry) => {
    timeText = timeOf(entry.timeMs);
    logger[entry.level](entry.fields, entry.msg);
    return line;
  };
}

/** Where the lines of an application logger go. */
export interface AppLogDestination {
  /** Takes one line, line feed included. */
  write(line: string): void;
  /** pino's `logger.flush(callback)`. */
  flush(callback?: (error?: Error) => void): void;
}

/** What an application logger needs beside its destination. */
export interface AppLoggerOptions {
  readonly base: LineBase;
  readonly level: LogLevel | "silent";
  readonly now: () => number;
  /** Makes what the application logs safe: plain, without secrets, nothing in the place of ours. */
  readonly protect: (fields: Record<string, unknown>) => Record<string, unknown>;
}

/** A real pino logger whose lines have the form of the format. */
export function createAppLogger(options: AppLoggerOptions, to: AppLogDestination): Logger {
  const timeOf = createTimeText();
  const logger = createPino(
    options.base,
    options.level,
    () => timeOf(options.now()),
    to,
    options.protect,
  );
  return protectBindings(logger, options.protect);
}

/** pino formats what a child is bound to without asking the formatters of its parent. */
function protectBindings(
  logger: Logger,
  protect: (fields: Record<string, unknown>) => Record<string, unknown>,
): Logger {
  const { child, setBindings } = logger;
  // Children inherit these by prototype, and so do theirs.
  logger.child = function protectedChild(this: Logger, bindings, options) {
    return child.call(this, protect(bindings), options);
  } as Logger["child"];
  logger.setBindings = function protectedBindings(this: Logger, bindings) {
    setBindings.call(this, protect(bindings));
  };
  return logger;
}

/** Errors are plain by the time serializers see them: they are left as they are. */
const SERIALIZERS = { err: (value: unknown): unknown => value };

function createPino(
  base: LineBase,
  level: string,
  timestamp: () => string,
  destination: { write(line: string): void },
  protect?: (fields: Record<string, unknown>) => Record<string, unknown>,
): Logger {
  const levelLabel = (label: string): { level: string } => ({ level: label });
  return pino(
    {
      level,
      base: hasFields(base) ? { ...base } : null,
      timestamp,
      serializers: SERIALIZERS,
      formatters:
        protect === undefined ? { level: levelLabel } : { level: levelLabel, log: protect },
    },
    destination,
  );
}

function hasFields(base: LineBase): boolean {
  return base.bot !== undefined || base.instance !== undefined;
}

/** pino's timestamp text of an instant, remembering the last: many lines share a millisecond. */
function createTimeText(): (timeMs: number) => string {
  let lastMs = Number.NaN;
  let text = "";
  return (timeMs) => {
    if (timeMs !== lastMs) {
      text = `,"time":"${formatTime(timeMs)}"`;
      lastMs = timeMs;
    }
    return text;
  };
}
