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
  batch: FileBatch,
  sinks: ReadonlyMap<LogKind, BlockSink>,
  maxBytes: number = Infinity,
): Generator<Promise<void> | void, BatchRest | undefined> {
  const { pack } = scan;
  const { files, firstNumber } = batch;
  let bytes = 0;
  let at = 0;
  let { stretch } = batch;
  try {
    while (at < files.length) {
      if (bytes >= maxBytes) return { at, stretch: undefined };
      const filled =
        stretch === undefined
          ? pack.fill(batch, at, { sinks, maxBytes: maxBytes - bytes })
          : { at, bytes: 0, isAlone: true };
      yield* pack.give();
      bytes += filled.bytes;
      ({ at } = filled);
      if (!filled.isAlone) continue;
      const part = { file: files.at(at), number: firstNumber + at, stretch };
      bytes += yield* readAlone(scan, part, sinks);
      if (scan.left !== undefined) return { at, stretch: scan.left };
      at += 1;
      stretch = undefined;
    }
    return undefined;
  } finally {
    scan.close();
    pack.clear();
  }
}

/** A file to read, or a part of it. */
interface FilePart {
  readonly file: PlannedFile | undefined;
  readonly number: number;
  readonly stretch: FileStretch | undefined;
}

/**
 * @yields after each block what its sink said
 * @returns how much of the file was read
 */
function* readAlone(
  scan: FileScan,
  { file, number, stretch }: FilePart,
  sinks: ReadonlyMap<LogKind, BlockSink>,
): Generator<Promise<void> | void, number> {
  const sink = file && sinks.get(file.log);
  if (file === undefined || sink === undefined) return 0;
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
