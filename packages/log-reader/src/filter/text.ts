import type { TextCondition } from "../query/conditions.ts";
import { someContent } from "./content-values.ts";
import type { Filter } from "./filter.ts";
import { caseText, textSearch } from "./text-search.ts";

/**
 * Passes entries that hold a text, not empty, in a value outside the envelope: a string or a number,
 * at any depth.
 */
export function textFilter(condition: TextCondition): Filter {
  const { needles, isIn } = textSearch(condition);
  return {
    text: `text=${JSON.stringify(condition.text)}${caseText(condition)}`,
    needles: () => needles,
    matches: (entry) => someContent(entry, isIn),
  };
}
