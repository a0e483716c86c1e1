import type { RegexCondition } from "../query/regex-condition.ts";
import { someContent } from "./content-values.ts";
import type { Filter } from "./filter.ts";
import { needleOf, type Needle } from "./needle.ts";
import { canBeInNumber } from "./number-text.ts";
import { regexRuns } from "./regex-runs.ts";
import { withNumbers } from "./text-search.ts";

/**
 * Passes entries with a match of a regular expression in a value that texts look at. Judging can take
 * for ever, so it is left to a {@link RegexJudge} where one is at hand.
 */
export function regexFilter(condition: RegexCondition): Filter {
  const { source, flags } = condition;
  const regex = new RegExp(source, flags);
  const needles = needlesOf(condition);
  return {
    text: `regex=/${source}/${flags}`,
    isJudgedApart: true,
    needles: () => needles,
    matches: (entry) => someContent(entry, (value) => regex.test(value)),
  };
}

function needlesOf(condition: RegexCondition): readonly Needle[] {
  const ignoreCase = condition.flags.includes("i");
  const runs = regexRuns(condition).flatMap((run) => (ignoreCase ? asciiRuns(run) : [run]));
  const mayBeNumber = runs.every((run) => canBeInNumber(run, ignoreCase));
  return runs.flatMap((text) => withNumbers(needleOf([{ text, ignoreCase }]), mayBeNumber));
}

/**
 * The parts of a run whose case regular expressions take out as texts do, in lower case: ASCII but
 * for s, which has one more form there (U+017F).
 */
function asciiRuns(run: string): string[] {
  return run
    .split(/[^\0-RT-rt-\x7f]+/u)
    .filter((part) => part !== "")
    .map((part) => part.toLowerCase());
}
