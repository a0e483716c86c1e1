import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { systemErrorCode } from "@org/log-core";
import { forgetPipe } from "./forget-pipe.ts";

// Reading is synchronous on purpose, in steps of at most a megabyte between which callers let others
// run: a trip through the thread pool costs five times the read itself for the small files that most
// phones have, and a worker thread, where large scans belong, has nobody to wait for.

/** Never through a link; and a pipe that somebody put here must not block. Absent on some systems. */
const READ_FLAGS =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** Where a disk fails, the system gives what comes before: whole pages. */
const PAGE_BYTES = 4096;
const LF = 0x0a;

/**
 * Whether a read of a file from its beginning that did not fill its room may have been cut short by a failing
 * disk. The file's size then tells; else what was read is all there is.
 * @param count - How many bytes were read.
 * @param last - The last of them.
 */
export function mayBeCut(count: number, last: number | undefined): boolean {
  return count > 0 && (last !== LF || count % PAGE_BYTES === 0);
}

/** A log file open for reading. */
export class LogFile {
  #descriptor: number | undefined;
  #bytes: number | undefined;

  /** @param bytes - Its size, if that is known. */
  constructor(descriptor: number, bytes?: number) {
    this.#descriptor = descriptor;
    this.#bytes = bytes;
  }

  /** Its size when it was opened, or else when this was first asked for; 0 once closed. */
  get bytes(): number {
    if (this.#descriptor === undefined) return 0;
    this.#bytes ??= fstatSync(this.#descriptor).size;
    return this.#bytes;
  }

  /** Reads into `target` from a position on; returns how many bytes, 0 at the end or once closed. */
  read(target: Buffer, position: number): number {
    if (this.#descriptor === undefined) return 0;
    return readSync(this.#descriptor, target, 0, target.length, position);
  }

  /** Idempotent. */
  close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What opening a file came to. */
export type OpenedFile =
  | { readonly kind: "open"; readonly file: LogFile; readonly stats: Stats }
  | Refusal;

/** Why a file was not opened. `gone` is no error: cleanup and erasure remove files at any time. */
type Refusal =
  | { readonly kind: "gone" }
  | { readonly kind: "foreign" }
  | { readonly kind: "unreadable"; readonly code: string };

/** Opens a log file; a link or anything else that is no plain file is `foreign`. */
export function openLogFile(path: string): OpenedFile {
  const descriptor = openPlainDescriptor(path);
  if (typeof descriptor === "object") return descriptor;
  const stats = fstatSync(descriptor);
  const file = new LogFile(descriptor, stats.size);
  if (stats.isFile()) return { kind: "open", file, stats };
  forgetPipe();
  file.close();
  return { kind: "foreign" };
}

/**
 * Opens what was seen to be a plain file a moment ago, without asking again: one system call of four that
 * a small file takes. Should it be something else by now, reading it ends at once or fails.
 */
export function openPlainFile(path: string): { kind: "open"; file: LogFile } | Refusal {
  const descriptor = openPlainDescriptor(path);
  if (typeof descriptor === "object") return descriptor;
  return { kind: "open", file: new LogFile(descriptor) };
}

/** As {@link openPlainFile}; the caller closes it. */
export function openPlainDescriptor(path: string): number | Refusal {
  try {
    return openSync(path, READ_FLAGS);
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Refusal {
  const code = systemErrorCode(error);
  if (code === undefined) throw error;
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "gone" };
  // What O_NOFOLLOW answers for a link, here and on FreeBSD; and what a socket answers.
  if (code === "ELOOP" || code === "EMLINK" || code === "ENXIO") return { kind: "foreign" };
  return { kind: "unreadable", code };
}
