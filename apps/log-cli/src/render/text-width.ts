import stringWidth from "string-width";

/** Columns that a safe text of one line takes on a terminal: 2 for `漢` and `👨‍👩‍👧`, 0 for a combining accent. */
export function textWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const [cluster] of segments(text)) width += clusterWidth(cluster);
  return width;
}

/** One character as a person sees it, and where it stands. */
export interface Cluster {
  /** Index of its first code unit. */
  readonly start: number;
  /** Index after its last. */
  readonly end: number;
  /** Columns to keep free for it. */
  readonly columns: number;
}

/**
 * The characters of a text, as people count them. `columns` is never less than any terminal takes: one
 * that does not know a family emoji draws its members side by side. Counted too low, the end of a line
 * would come out at the beginning of the next, where it could pass for a line of ours.
 */
export function clustersOf(text: string): readonly Cluster[] {
  if (isPlain(text)) {
    return Array.from({ length: text.length }, (_, at) => ({ start: at, end: at + 1, columns: 1 }));
  }
  return Array.from(segments(text), ([cluster, start]) => ({
    start,
    end: start + cluster.length,
    columns: widestDrawn(cluster),
  }));
}

let segmenter: Intl.Segmenter | undefined;

/**
 * Code units that are divided at a time. The segmenter puts a copy of its whole text beside each
 * character: a long message given to it at once would take its length squared, and all memory there is.
 */
const MAX_SEGMENTED = 256;

/** What is not plain, with the plain character before it, which an accent may belong to. */
const NOT_PLAIN = /[ -~]?[^ -~]+/g;

// The characters of a text with the index of each. Most are plain, and cost nothing.
function* segments(text: string): Generator<readonly [cluster: string, start: number]> {
  let start = 0;
  for (const { 0: run, index } of text.matchAll(NOT_PLAIN)) {
    for (; start < index; start += 1) yield [text.charAt(start), start];
    yield* segmentsOfRun(run, index);
    start += run.length;
  }
  for (; start < text.length; start += 1) yield [text.charAt(start), start];
}

function* segmentsOfRun(
  run: string,
  index: number,
): Generator<readonly [cluster: string, start: number]> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  let start = 0;
  while (start < run.length) {
    const chunk = run.slice(start, start + MAX_SEGMENTED);
    const found = Array.from(segmenter.segment(chunk), ({ segment }) => segment);
    // The last one may go on behind the chunk: it is left to the next, unless it fills this one.
    if (start + chunk.length < run.length && found.length > 1) found.pop();
    for (const cluster of found) {
      yield [cluster, index + start];
      start += cluster.length;
    }
  }
}

/** Widths met before: texts are made of few characters, and judging one takes microseconds. */
const knownWidths = new Map<string, number>();
const MAX_KNOWN = 4_096;

function clusterWidth(cluster: string): number {
  if (isPlain(cluster)) return cluster.length;
  const known = knownWidths.get(cluster);
  if (known !== undefined) return known;
  const width = stringWidth(cluster);
  if (knownWidths.size >= MAX_KNOWN) knownWidths.clear();
  knownWidths.set(cluster, width);
  return width;
}

function widestDrawn(cluster: string): number {
  if (isPlain(cluster)) return cluster.length;
  const whole = clusterWidth(cluster);
  const parts = Array.from(cluster);
  if (parts.length === 1) return whole;
  return Math.max(
    whole,
    parts.reduce((sum, part) => sum + clusterWidth(part), 0),
  );
}

function isPlain(text: string): boolean {
  return /^[\u0020-\u007e]*$/.test(text);
}

/** The beginning of a text that fits into so many columns, with `ellipsis` where it was cut. */
export function cutColumns(text: string, columns: number, ellipsis: string): string {
  if (textWidth(text) <= columns) return text;
  const room = columns - textWidth(ellipsis);
  let taken = 0;
  let end = 0;
  for (const cluster of clustersOf(text)) {
    taken += cluster.columns;
    if (taken > room) break;
    end = cluster.end;
  }
  return text.slice(0, end).trimEnd() + ellipsis;
}
