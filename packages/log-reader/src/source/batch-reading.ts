import type { LogKind } from "@org/log-core";
import type { BatchRest, FileBatch } from "../plan/file-batch.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import type { LineBlock } from "../scan/line-window.ts";
import type { FileScan } from "./file-scan.ts";

/** Takes the blocks of one file after the other. */
export interface BlockSink {
  /** @param number - The file's place in the plan of its day. */
  begin(file: PlannedFile, number: number): void;
  /** A promise is to be awaited before the next block is read. */
  scan(block: LineBlock): Promise<void> | void;
}

/**
 * Reads the files of a batch one after the other.
 * @param sinks - Files of a log without one are passed over.
 * @param maxBytes - When so much has been read, the other files are left.
 * @yields after each block what its sink said
 * @returns what is left, if anything
 */
export function* readBatch(
  scan: FileScan,
  { files, firstNumber, stretch }: FileBatch,
  sinks: ReadonlyMap<LogKind, BlockSink>,
  maxBytes: number = Infinity,
): Generator<Promise<void> | void, BatchRest | undefined> {
  let bytes = 0;
  try {
    for (const [at, file] of files.entries()) {
      if (bytes >= maxBytes) return { at, stretch: undefined };
      const sink = sinks.get(file.log);
      if (sink === undefined) continue;
      sink.begin(file, firstNumber + at);
      scan.begin(file, at === 0 ? stretch : undefined);
      for (let block = scan.next(); block !== undefined; block = scan.next()) {
        bytes += block.bytes.length;
        yield sink.scan(block);
      }
      if (scan.left !== undefined) return { at, stretch: scan.left };
    }
    return undefined;
  } finally {
    scan.close();
  }
}
