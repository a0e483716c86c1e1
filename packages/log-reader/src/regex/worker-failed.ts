import { LogError } from "@org/log-core";

/** The error for a worker that ended in the middle of its work, or could not begin. */
export function workerFailed(reason: string, cause?: unknown): LogError {
  return new LogError(
    "LOG_WORKER_FAILED",
    `A worker thread that judges a regular expression must run to its end, but it failed: ${reason}. ` +
      `Try again, or search for a plain text, which needs no worker.`,
    { cause },
  );
}
