import type { BatchRest, FileBatch, FileStretch } from "../plan/file-batch.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import type { LineBlock } from "../scan/line-window.ts";
import type { FileScan } from "./file-scan.ts";

/** Takes the blocks of one file. A promise is to be awaited before the next block is read. */
export type BlockTaker = (block: LineBlock) => Promise<void> | void;

/**
 * Reads the files of a batch one after the other.
 * @param open - Called for each file; one without a taker is passed over.
 * @param maxBytes - When so much has been read, the other files are left.
 * @yields after each block what its taker said
 * @returns what is left, if anything
 */
export function* readBatch(
  scan: FileScan,
  { files, firstNumber, stretch }: FileBatch,
  open: (file: PlannedFile, number: number) => BlockTaker | undefined,
  maxBytes: number = Infinity,
): Generator<Promise<void> | void, BatchRest | undefined> {
  let bytes = 0;
  for (const [at, file] of files.entries()) {
    if (bytes >= maxBytes) return { at, stretch: undefined };
    const take = open(file, firstNumber + at);
    if (take === undefined) continue;
    const blocks = scan.blocks(file, at === 0 ? stretch : undefined);
    const left = yield* takeAll(blocks, (block) => {
      bytes += block.bytes.length;
      return take(block);
    });
    if (left !== undefined) return { at, stretch: left };
  }
  return undefined;
}

function* takeAll(
  blocks: Generator<LineBlock, FileStretch | undefined>,
  take: BlockTaker,
): Generator<Promise<void> | void, FileStretch | undefined> {
  try {
    let step = blocks.next();
    for (; step.done !== true; step = blocks.next()) yield take(step.value);
    return step.value;
  } finally {
    blocks.return(undefined);
  }
}
