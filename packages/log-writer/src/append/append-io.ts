import { closeSync, fdatasyncSync, openSync, symlinkSync, writeSync } from "node:fs";
import { close, fdatasync, open, symlink, write } from "node:fs";

/** What a file system call ends with. */
type IoCallback<Value> = (error: Error | null, value: Value) => void;

/** The calls that may take long, in one form for both ways of making them. */
export interface AppendIo {
  open(path: string, flags: number, mode: number, done: IoCallback<number>): void;
  write(fd: number, bytes: Buffer, start: number, done: IoCallback<number>): void;
  datasync(fd: number, done: IoCallback<void>): void;
  close(fd: number, done: IoCallback<void>): void;
  readonly symlink: (target: string, path: string, done: IoCallback<void>) => void;
}

/** On the thread pool: the event loop goes on meanwhile. The usual way. */
export const poolIo: AppendIo = {
  open: (path, flags, mode, done) => open(path, flags, mode, done),
  write: (fd, bytes, start, done) => write(fd, bytes, start, bytes.length - start, null, done),
  datasync: (fd, done) => fdatasync(fd, (error) => done(error, undefined)),
  close: (fd, done) => close(fd, (error) => done(error ?? null, undefined)),
  symlink: (target, path, done) => symlink(target, path, (error) => done(error, undefined)),
};

/**
 * At once: when the process is about to exit, and in worker threads, whose queued calls are cancelled
 * when they exit. Callbacks run before the call returns.
 */
export const directIo: AppendIo = {
  open: (path, flags, mode, done) => attempt(() => openSync(path, flags, mode), -1, done),
  write: (fd, bytes, start, done) =>
    attempt(() => writeSync(fd, bytes, start, bytes.length - start), 0, done),
  datasync: (fd, done) => attempt(() => fdatasyncSync(fd), undefined, done),
  close: (fd, done) => attempt(() => closeSync(fd), undefined, done),
  symlink: (target, path, done) => attempt(() => symlinkSync(target, path), undefined, done),
};

function attempt<Value>(call: () => Value, failed: Value, done: IoCallback<Value>): void {
  let value: Value;
  try {
    value = call();
  } catch (error) {
    done(error as Error, failed);
    return;
  }
  done(null, value);
}
