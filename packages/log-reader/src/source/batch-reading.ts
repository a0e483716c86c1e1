import type { LogKind } from "@org/log-core";
import type { BatchRest, FileBatch, FileStretch } from "../plan/file-batch.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import type { BlockSink } from "./block-sink.ts";
import type { FileScan } from "./file-scan.ts";

/**
 * Reads the files of a batch one after the other.
 * @param sinks - Files of a log without one are passed over.
 * @param maxBytes - When so much has been read, the other files are left.
 * @yields after each block, and each pack of small files, what a sink said
 * @returns what is left, if anything
 */
export function* readBatch(
  scan: FileScan,
  { files, firstNumber, stretch }: FileBatch,
  sinks: ReadonlyMap<LogKind, BlockSink>,
  maxBytes: number = Infinity,
): Generator<Promise<void> | void, BatchRest | undefined> {
  const { pack } = scan;
  let bytes = 0;
  try {
    for (let at = 0; at < files.length; at += 1) {
      if (bytes >= maxBytes) {
        yield* pack.give();
        return { at, stretch: undefined };
      }
      const file = files.at(at);
      const sink = file && sinks.get(file.log);
      if (file === undefined || sink === undefined) continue;
      if (!pack.hasRoomFor(sink)) yield* pack.give();
      const number = firstNumber + at;
      const own = at === 0 ? stretch : undefined;
      // Without an object or a generator for each: of small files there are very many.
      const count = own === undefined ? pack.add(file, number, sink) : undefined;
      bytes += count ?? (yield* readAlone(scan, sink, { file, number, stretch: own }));
      if (scan.left !== undefined) return { at, stretch: scan.left };
    }
    yield* pack.give();
    return undefined;
  } finally {
    scan.close();
    pack.clear();
  }
}

/** A file to read, or a part of it. */
interface FilePart {
  readonly file: PlannedFile;
  readonly number: number;
  readonly stretch: FileStretch | undefined;
}

/**
 * Gives what is packed, which comes before, and then this file.
 * @yields after each block what its sink said
 * @returns how much of the file was read
 */
function* readAlone(
  scan: FileScan,
  sink: BlockSink,
  { file, number, stretch }: FilePart,
): Generator<Promise<void> | void, number> {
  yield* scan.pack.give();
  let bytes = 0;
  sink.begin(file, number);
  scan.begin(file, stretch);
  for (let block = scan.next(); block !== undefined; block = scan.next()) {
    bytes += block.bytes.length;
    yield sink.scan(block);
  }
  scan.pack.noteSize(bytes);
  return bytes;
}
