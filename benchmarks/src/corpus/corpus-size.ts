/** How much a corpus holds. */
export interface CorpusSize {
  readonly phones: number;
  readonly days: number;
  /** Lines of one phone on one day. */
  readonly linesPerDay: number;
}

const SIZE_NAMES = ["small", "week", "few-phones", "many-phones"] as const;

/** The name of a size. */
export type CorpusSizeName = (typeof SIZE_NAMES)[number];

/** The sizes a corpus can have. */
export const CORPUS_SIZES: Readonly<Record<CorpusSizeName, CorpusSize>> = {
  /** Made and read within a second: for tests. */
  small: { phones: 6, days: 3, linesPerDay: 40 },
  /** Made within a second, and enough for rare things to be in it: 40,000 lines, about 9 MB. */
  week: { phones: 10, days: 8, linesPerDay: 500 },
  /** Few phones that write all day: 2.5 million lines in 1,200 files, about 570 MB. */
  "few-phones": { phones: 40, days: 30, linesPerDay: 2083 },
  /** Many phones that write now and then: a million lines in 30,000 files, about 240 MB. */
  "many-phones": { phones: 1000, days: 30, linesPerDay: 35 },
};

/** Whether a text names a size. */
export function isCorpusSizeName(text: string): text is CorpusSizeName {
  return Object.hasOwn(CORPUS_SIZES, text);
}
