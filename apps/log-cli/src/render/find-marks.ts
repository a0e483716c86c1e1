import { neutralise } from "./neutralise.ts";
import type { FindMarks } from "./spans.ts";

/**
 * Finds a text that was searched for, with the search's own rule: without capitals, case does not
 * matter. `undefined` if there is nothing to mark.
 */
export function textMarks(searched: string): FindMarks | undefined {
  const needle = neutralise(searched).trim();
  if (needle === "") return undefined;
  const exact = /[\p{Uppercase}\p{Lt}]/u.test(needle);
  const pattern = needle.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  return patternMarks(new RegExp(pattern, exact ? "gu" : "giu"));
}

/** Finds what a pattern with the flag `g` fits. */
function patternMarks(pattern: RegExp): FindMarks {
  return (text) =>
    Array.from(text.matchAll(pattern), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })).filter(({ start, end }) => end > start);
}
