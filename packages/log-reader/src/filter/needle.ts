import { chooseWindow, findWindow, type ByteWindow } from "./byte-window.ts";
import { safeRuns } from "./safe-runs.ts";

/** Looks for a place in a block of lines: the next one at or after `from`, or -1. */
export type Finder = (block: Buffer, from: number) => number;

/**
 * Bytes of which every line that passes a filter holds some. A line without them is passed over and
 * never parsed; a line with them may pass or not.
 */
export interface Needle {
  /** A matching line holds a place that at least one of these finds. */
  readonly finders: readonly Finder[];
  /** Estimated nanoseconds per byte searched: the cheapest of several needles is the rarest. */
  readonly cost: number;
}

/** What a filter looks for, as it stands in values. */
export interface NeedleText {
  readonly text: string;
  /** The text is folded, and values are compared folded. */
  readonly ignoreCase?: boolean;
  /** The text is a whole value, so that it stands between quotation marks. */
  readonly isWholeValue?: boolean;
}

/** JSON can write any character as an escape, so a line with one may hold anything. */
const ESCAPE = Buffer.from("\\u");
const COST_OF_ESCAPE = 0.08;

/**
 * The needle of values that hold one of some texts, or `undefined` if one of them has no bytes that
 * it must stand as.
 */
export function needleOf(texts: readonly NeedleText[]): Needle | undefined {
  const windows = texts.map(windowOf);
  if (!windows.every((window) => window !== undefined)) return undefined;
  const finders = windows.flatMap((window) =>
    window.forms.map(
      (form): Finder =>
        (block, from) =>
          findWindow(window, form, block, from),
    ),
  );
  const cost = windows.reduce((sum, window) => sum + window.cost, COST_OF_ESCAPE);
  return { finders: [...finders, (block, from) => block.indexOf(ESCAPE, from)], cost };
}

function windowOf({
  text,
  ignoreCase = false,
  isWholeValue = false,
}: NeedleText): ByteWindow | undefined {
  const runs = safeRuns(text, ignoreCase);
  const isOneRun = isWholeValue && runs.length === 1 && runs[0]?.length === Array.from(text).length;
  const mark = [Buffer.from('"')];
  return chooseWindow(isOneRun ? runs.map((run) => [mark, ...run, mark]) : runs);
}

/** Whether a line, given alone, may pass: only finders of the needle can tell that it cannot. */
export function mayHold(line: Buffer, needle: Needle): boolean {
  return needle.finders.some((find) => find(line, 0) >= 0);
}
