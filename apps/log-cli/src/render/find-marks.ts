import { neutralise } from "./neutralise.ts";
import type { FindMarks } from "./spans.ts";

/** Finds what one of several finds; of two that overlap, what begins first is marked whole. */
export function anyMarks(finders: readonly (FindMarks | undefined)[]): FindMarks | undefined {
  const there = finders.filter((find) => find !== undefined);
  if (there.length < 2) return there[0];
  return (text) => {
    let end = 0;
    return there
      .flatMap((find) => find(text))
      .toSorted((a, b) => a.start - b.start || b.end - a.end)
      .filter((mark) => {
        if (mark.start < end) return false;
        end = mark.end;
        return true;
      });
  };
}

/**
 * Finds a text that was searched for, with the search's own rule: without capitals, case does not
 * matter. `undefined` if there is nothing to mark.
 */
export function textMarks(searched: string, ignoreCase = false): FindMarks | undefined {
  const needle = neutralise(searched).trim();
  if (needle === "") return undefined;
  const exact = !ignoreCase && /[\p{Uppercase}\p{Lt}]/u.test(needle);
  const pattern = needle.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  return everyMatch(new RegExp(pattern, exact ? "gu" : "giu"));
}

/** Finds what a pattern with the flag `g` fits. */
function everyMatch(pattern: RegExp): FindMarks {
  return (text) =>
    Array.from(text.matchAll(pattern), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })).filter(({ start, end }) => end > start);
}
