import { chooseAnyCase, findAnyCase } from "./any-case-window.ts";
import { chooseWindow, findWindow } from "./byte-window.ts";
import { safeRuns, type RunUnit } from "./safe-runs.ts";
import { tripleSearch } from "./triple-search.ts";

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
  /** What is looked for, as a plan shows it. */
  readonly text: string;
}

/** What a filter looks for, as it stands in values. */
export interface NeedleText {
  readonly text: string;
  /** The text is folded, and values are compared folded. */
  readonly ignoreCase?: boolean;
  /**
   * Where in a string: it is the `whole` string, between quotation marks, its `first` characters,
   * after one, or anywhere in it.
   */
  readonly stands?: "whole" | "first";
}

/** JSON can write any character as an escape, so a line with one may hold anything. */
const ESCAPE = Buffer.from("\\u");
const COST_OF_ESCAPE = 0.08;

/** Finds lines in which anything may be written as an escape: part of every needle. */
export const findEscape: Finder = (block, from) => block.indexOf(ESCAPE, from);

/**
 * The needle of values that hold one of some texts; none if one of them has no bytes that it must
 * stand as.
 */
export function needleOf(texts: readonly NeedleText[]): readonly Needle[] {
  const searches = texts.map((text) => searchFor(runsOf(text)));
  if (searches.length === 0 || !searches.every((search) => search !== undefined)) return [];
  return [
    {
      finders: [...searches.flatMap(({ finders }) => finders), findEscape],
      cost: searches.reduce((sum, { cost }) => sum + cost, COST_OF_ESCAPE),
      text: texts.map(describe).join(" or "),
    },
  ];
}

/** The quicker of two ways to look for one of the runs. */
function searchFor(
  runs: readonly (readonly RunUnit[])[],
): Pick<Needle, "finders" | "cost"> | undefined {
  const window = chooseWindow(runs);
  // What has one form is found as fast without.
  const search = window === undefined || window.forms.length === 1 ? undefined : tripleSearch();
  const anyCase = search && chooseAnyCase(runs);
  if (search !== undefined && anyCase !== undefined) {
    const find: Finder = (block, from) => findAnyCase(search, anyCase, block, from);
    return { finders: [find], cost: anyCase.cost };
  }
  if (window === undefined) return undefined;
  const finders = window.forms.map(
    (form): Finder =>
      (block, from) =>
        findWindow(window, form, block, from),
  );
  return { finders, cost: window.cost };
}

function runsOf({ text, ignoreCase = false, stands }: NeedleText): RunUnit[][] {
  const runs = safeRuns(text, ignoreCase);
  const isOneRun = runs.length === 1 && runs[0]?.length === Array.from(text).length;
  if (stands === undefined || !isOneRun) return runs;
  const mark = [Buffer.from('"')];
  return runs.map((run) => [mark, ...run, ...(stands === "whole" ? [mark] : [])]);
}

function describe({ text, ignoreCase = false, stands }: NeedleText): string {
  const quoted = JSON.stringify(text);
  const form = { whole: quoted, first: quoted.slice(0, -1), part: quoted.slice(1, -1) };
  return `${form[stands ?? "part"]}${ignoreCase ? " in any case" : ""}`;
}

/** Whether a line, given alone, may pass: only finders of the needle can tell that it cannot. */
export function mayHold(line: Buffer, needle: Needle): boolean {
  return needle.finders.some((find) => find(line, 0) >= 0);
}
