import type { DayFiles } from "./day-files.ts";

/** A part of a file: the lines that begin in it. */
export interface FileStretch {
  readonly from: number;
  /** Infinity for what is there when the file is opened. */
  readonly to: number;
}

/** All of a file. */
export const WHOLE_FILE: FileStretch = Object.freeze({ from: 0, to: Infinity });

/** Files of one day that are read one after the other. */
export interface FileBatch {
  /** Neighbours in the plan of the day. */
  readonly files: DayFiles;
  /** The number of the first of them in that plan. */
  readonly firstNumber: number;
  /** What is to be read of the first file, if not all of it. */
  readonly stretch: FileStretch | undefined;
}

/** What of a batch was left for others: from one of its files on. */
export interface BatchRest {
  /** Place of the file in the batch. */
  readonly at: number;
  /** What is left of that file, if it was begun. */
  readonly stretch: FileStretch | undefined;
}

/** All files of a day's plan as one batch. */
export function wholeDay(files: DayFiles): FileBatch {
  return { files, firstNumber: 0, stretch: undefined };
}

/**
 * The batches that do what is left of a batch, in its order: a file that was begun is cut into
 * stretches, and the files after it stay together.
 */
export function batchesOfRest(
  { files, firstNumber }: FileBatch,
  { at, stretch }: BatchRest,
  stretchBytes: number,
): FileBatch[] {
  const batches: FileBatch[] = [];
  if (stretch !== undefined) {
    const file = files.range(at, at + 1);
    for (let { from } = stretch; from < stretch.to; from += stretchBytes) {
      const to = Math.min(stretch.to, from + stretchBytes);
      batches.push({ files: file, firstNumber: firstNumber + at, stretch: { from, to } });
    }
  }
  const next = stretch === undefined ? at : at + 1;
  if (next < files.length) {
    const others = { files: files.range(next), firstNumber: firstNumber + next };
    batches.push({ ...others, stretch: undefined });
  }
  return batches;
}
