import { ScanThread } from "./scan-thread.ts";

/** One that nobody has needed yet. */
let ahead: ScanThread | undefined;

/**
 * Starts a thread for the first large scan of this process: it takes longer to be ready than some scans
 * take. It does not keep the process alive.
 * @throws if the system or the process's settings allow no thread
 */
export function startThreadAhead(): void {
  ahead ??= new ScanThread();
}

/**
 * A thread that is ready or will be.
 * @throws if the system or the process's settings allow no thread
 */
export function newThread(): ScanThread {
  const started = ahead;
  ahead = undefined;
  return started === undefined || started.isOver ? new ScanThread() : started;
}
