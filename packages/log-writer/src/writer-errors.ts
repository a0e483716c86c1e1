import { LogError, systemErrorCode, type CalendarDay, type RetentionDays } from "@org/log-core";
import type { NotSyncedError } from "./append/day-file.ts";

/** Entries are written and not known to outlive a power cut. */
export function syncError(dir: string, { cause }: NotSyncedError): LogError {
  const reason = systemErrorCode(cause) ?? "unknown";
  return new LogError(
    "LOG_SYNC_FAILED",
    `Entries are in their files in ${dir}, but the disk does not say that it holds them (${reason}): a ` +
      `power cut may take them. See the system's log for what is wrong with the disk.`,
    { cause, context: { systemCode: systemErrorCode(cause) } },
  );
}

/** Entries cannot be written now; `rest` says what becomes of them. */
export function writeError(dir: string, cause: Error | null, rest: string): LogError {
  const reason = systemErrorCode(cause) ?? cause?.message ?? "unknown";
  return new LogError(
    "LOG_WRITE_FAILED",
    `Entries could not be written to ${dir} (${reason}); ${rest}. ${adviceFor(reason)}`,
    { cause, context: { systemCode: systemErrorCode(cause) } },
  );
}

function adviceFor(reason: string): string {
  switch (reason) {
    case "ENOSPC":
    case "EDQUOT":
      return "Make room on the disk.";
    case "EMFILE":
    case "ENFILE":
      return "The process has no file descriptor left: raise its limit (ulimit -n).";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "Give the bot's user the right to write there.";
    default:
      return "See docs/errors.md#log_write_failed.";
  }
}

/** The buffer is full. */
export function droppedError(maxBufferedBytes: number): LogError {
  return new LogError(
    "LOG_ENTRIES_DROPPED",
    `The disk is slower than the bot: ${maxBufferedBytes} bytes wait in memory, and new entries are ` +
      `dropped and counted until it has caught up. Heed a false from logWhatsAppMessage, or raise ` +
      `maxBufferedBytes.`,
  );
}

/** Entries are lost at the end. */
export function lostError(dir: string, lost: number, cause?: Error): LogError {
  return new LogError(
    "LOG_ENTRIES_DROPPED",
    `${lost} entries could not be written to ${dir} before the end and are lost.`,
    { cause, context: { lost } },
  );
}

/** An entry is past the retention. */
export function expiredError(
  day: CalendarDay,
  retentionDays: RetentionDays,
  expired: number,
): LogError {
  return new LogError(
    "LOG_ENTRIES_EXPIRED",
    `An entry of ${day} is older than the ${retentionDays} days that are kept: it is counted and not ` +
      `written, like ${expired - 1} before it. Give its time as sentAt, or raise retentionDays.`,
    { context: { day, retentionDays, expired } },
  );
}

/** The writer is used after its end. */
export function closedError(): LogError {
  return new LogError(
    "LOG_WRITER_CLOSED",
    "The log writer is closed: nothing can be logged any more.",
  );
}

/** The clock jumped. */
export function jumpError(jumpMs: number): LogError {
  const minutes = Math.round(Math.abs(jumpMs) / 60_000);
  return new LogError(
    "LOG_CLOCK_JUMPED",
    `The system clock jumped ${minutes} minutes ${jumpMs > 0 ? "ahead" : "back"}; no day is removed for an ` +
      `hour. Check the clock.`,
    { context: { jumpMs } },
  );
}
