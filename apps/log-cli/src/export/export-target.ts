import { gzipSync } from "node:zlib";
import { createAtomicFile, type AtomicFileOptions } from "./atomic-file.ts";
import { exportFailedError } from "./export-place.ts";
import type { Output } from "../output.ts";

/** Where an export goes. */
export interface ExportTarget {
  /** Takes text; a promise comes back when the reader at the other end is slower than we are. */
  write(text: string): Promise<void> | undefined;
  /** All is written: it appears. */
  commit(): Promise<void> | undefined;
  /** Removes what was written, unless it was committed. Idempotent. */
  discard(): void;
  /** Bytes that went out so far. */
  bytes(): number;
}

/** Large enough to compress well and to make system calls rare. */
const BATCH_CHARS = 512 * 1024;

/**
 * A file, which appears under its name when it is complete.
 * @throws {LogError} `LOG_EXPORT_EXISTS`, `LOG_EXPORT_FAILED`, from every function of it too
 */
export function fileTarget(path: string, gzip: boolean, options: AtomicFileOptions): ExportTarget {
  const attempt = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      throw exportFailedError(path, error);
    }
  };
  const file = attempt(() => createAtomicFile(path, options));
  const batches = createBatches(gzip, (chunk) => {
    attempt(() => file.write(chunk));
    return undefined;
  });
  return {
    write: batches.write,
    commit() {
      void batches.end();
      attempt(() => file.commit());
      return undefined;
    },
    discard: file.discard,
    bytes: batches.bytes,
  };
}

/** Stdout: what is written has gone, so there is nothing to commit or discard. */
export function stdoutTarget(stdout: Output, gzip: boolean): ExportTarget {
  const batches = createBatches(gzip, (chunk) => stdout.writeBytes(chunk));
  return {
    write: batches.write,
    commit: batches.end,
    discard: () => undefined,
    bytes: batches.bytes,
  };
}

interface Batches {
  readonly write: (text: string) => Promise<void> | undefined;
  readonly end: () => Promise<void> | undefined;
  readonly bytes: () => number;
}

/**
 * Collects text and gives it on in large pieces. Each compressed piece is a member of its own, which
 * gzip files may have any number of: compressing stays one step that is done or not when a signal comes.
 */
function createBatches(
  gzip: boolean,
  send: (chunk: Uint8Array) => Promise<void> | undefined,
): Batches {
  let batch = "";
  let bytes = 0;

  function flush(): Promise<void> | undefined {
    const text = Buffer.from(batch);
    batch = "";
    const chunk = gzip ? gzipSync(text) : text;
    bytes += chunk.length;
    return send(chunk);
  }

  return {
    write(text) {
      batch += text;
      return batch.length >= BATCH_CHARS ? flush() : undefined;
    },
    end: () => (batch === "" ? undefined : flush()),
    bytes: () => bytes + batch.length,
  };
}
