import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { systemErrorCode } from "@org/log-core";

/** A file that appears under its name only when it is complete. */
export interface AtomicFile {
  readonly write: (chunk: string | Uint8Array) => void;
  /** Puts the file in its place. @throws the system's error: `EEXIST` if another file is there */
  readonly commit: () => void;
  /** Removes what was written, unless it is in its place. Idempotent. */
  readonly discard: () => void;
}

/** How {@link createAtomicFile} is to make a file. */
export interface AtomicFileOptions {
  /** Whether it may take the place of a file that is already there. */
  readonly replace: boolean;
  /** Calls back when the process is asked to end, see `Io`. */
  readonly onInterrupt: (cleanUp: () => void) => () => void;
}

/** Only its owner may read it: it holds what customers wrote. */
const MODE = 0o600;

/**
 * Begins a file beside the place where it is to appear: only within one folder can it be moved at
 * once. Synchronous throughout, so that an interruption comes before or after a step, never within.
 */
export function createAtomicFile(path: string, options: AtomicFileOptions): AtomicFile {
  removeAbandoned(dirname(path));
  const temporary = join(dirname(path), temporaryName());
  const stayCalm = options.onInterrupt(() => rmSync(temporary, { force: true }));
  let descriptor: number | undefined = openSync(temporary, "wx", MODE);
  function close(): void {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  }

  return {
    write(chunk) {
      if (descriptor !== undefined) writeFileSync(descriptor, chunk);
    },
    commit() {
      if (descriptor !== undefined) fsyncSync(descriptor);
      close();
      if (options.replace) renameSync(temporary, path);
      else moveToFreePlace(temporary, path);
      syncFolder(dirname(path));
    },
    discard() {
      close();
      rmSync(temporary, { force: true });
      stayCalm();
    },
  };
}

/** A name of ours that says whose it is: host, process, and which of its files. */
const TEMPORARY = /^\.log-cli-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{16}\.tmp$/;

/** Short: the file's own name may be as long as the system allows. */
function temporaryName(): string {
  return `.log-cli-${hostTag()}-${process.pid}-${randomBytes(8).toString("hex")}.tmp`;
}

function hostTag(): string {
  return createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
}

/**
 * Removes what processes of this host left behind that were killed on the spot (SIGKILL, power): no
 * process can do that for itself. Files of processes that run, or of other hosts, are left alone.
 */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, host, pid] = TEMPORARY.exec(name) ?? [];
    if (host !== hostTag() || isRunning(Number(pid))) continue;
    rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // Not ours to signal, but there.
    return systemErrorCode(error) === "EPERM";
  }
}

/** A process that has ended but is still listed, as in containers whose first process collects none. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    // No Linux, or gone meanwhile.
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}

/** Errors of file systems that know no hard links. */
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** Unlike a rename, a link never takes the place of a file that somebody made meanwhile. */
function moveToFreePlace(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (!NO_LINKS.has(systemErrorCode(error) ?? "")) throw error;
    // The place is taken first, and only if it is free; then what took it is ours to replace.
    closeSync(openSync(path, "wx", MODE));
    renameSync(temporary, path);
  }
}

/** Errors of systems that open no folders or sync none; the file itself is safe by then. */
const NO_FOLDER_SYNC = new Set(["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP"]);

/** Makes the new name last through a power failure. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!NO_FOLDER_SYNC.has(systemErrorCode(error) ?? "")) throw error;
  }
}
