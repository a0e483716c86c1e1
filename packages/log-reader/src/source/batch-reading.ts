import type { LogKind } from "@org/log-core";
import type { BatchRest, FileBatch } from "../plan/file-batch.ts";
import type { Needle } from "../filter/needle.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import type { LineBlock } from "../scan/line-window.ts";
import type { FilePack } from "./file-pack.ts";
import type { FileScan } from "./file-scan.ts";

/** Takes the blocks of one file after the other. */
export interface BlockSink {
  /** What it looks for: files without it need not be given. */
  readonly needle?: Needle | undefined;
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
  const { pack } = scan;
  let packing: BlockSink | undefined;
  let bytes = 0;
  try {
    for (const [at, file] of files.entries()) {
      const sink = sinks.get(file.log);
      if (packing !== undefined && (packing !== sink || !pack.hasRoom || bytes >= maxBytes)) {
        yield* givePacked(pack, packing);
      }
      if (bytes >= maxBytes) return { at, stretch: undefined };
      if (sink === undefined) continue;
      packing = sink;
      const own = at === 0 ? stretch : undefined;
      const packed =
        own === undefined && sink.needle !== undefined
          ? pack.add(file, firstNumber + at)
          : undefined;
      if (packed !== undefined) {
        bytes += packed;
        continue;
      }
      yield* givePacked(pack, sink);
      const before = bytes;
      sink.begin(file, firstNumber + at);
      scan.begin(file, own);
      for (let block = scan.next(); block !== undefined; block = scan.next()) {
        bytes += block.bytes.length;
        yield sink.scan(block);
      }
      if (scan.left !== undefined) return { at, stretch: scan.left };
      pack.noteSize(bytes - before);
    }
    if (packing !== undefined) yield* givePacked(pack, packing);
    return undefined;
  } finally {
    scan.close();
    pack.clear();
  }
}

/** Gives a sink those of the small files that hold what it looks for, and forgets them. */
function* givePacked(pack: FilePack, sink: BlockSink): Generator<Promise<void> | void, void> {
  if (pack.isEmpty || sink.needle === undefined) return;
  for (const { planned, number, block } of pack.holding(sink.needle)) {
    sink.begin(planned, number);
    yield sink.scan(block);
  }
  pack.clear();
  yield;
}
