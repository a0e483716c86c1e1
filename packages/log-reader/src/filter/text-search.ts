import type { TextCondition } from "../query/conditions.ts";
import { foldCase } from "./fold-case.ts";
import { needleOf, type Needle } from "./needle.ts";
import { canBeInNumber, rewrittenNumberFinder } from "./number-text.ts";

/** A finder of rewritten numbers goes over every byte once more. */
const COST_OF_NUMBERS = 1;

/** How a text is looked for in values, and the bytes of lines that have it in one. */
export interface TextSearch {
  readonly needles: readonly Needle[];
  readonly isIn: (value: string) => boolean;
}

/** What a plan says of case behind a text that is looked for. */
export function caseText({ ignoreCase }: Pick<TextCondition, "ignoreCase">): string {
  return ignoreCase ? " (any case)" : " (exact case)";
}

/** Prepares the search for a text, not empty. */
export function textSearch({ text, ignoreCase }: TextCondition): TextSearch {
  const wanted = ignoreCase ? foldCase(text) : text;
  return {
    needles: withNumbers(
      needleOf([{ text: wanted, ignoreCase }]),
      canBeInNumber(wanted, ignoreCase),
    ),
    isIn: (value) => (ignoreCase ? foldCase(value).includes(wanted) : value.includes(wanted)),
  };
}

/** Needles of values that may be numbers: their digits are not always the ones in the line. */
export function withNumbers(needles: readonly Needle[], mayBeNumber: boolean): readonly Needle[] {
  if (!mayBeNumber) return needles;
  return needles.map(({ finders, cost, text }) => ({
    finders: [...finders, rewrittenNumberFinder()],
    cost: cost + COST_OF_NUMBERS,
    text,
  }));
}
