import type { LogEntry } from "@org/log-core";
import type { Filter } from "./filter.ts";
import { foldCase, hasCapital } from "./fold-case.ts";
import { needleOf, type Needle } from "./needle.ts";
import { canBeInNumber, rewrittenNumberFinder } from "./number-text.ts";

/** Fields that say where and when a message went, not what was in it. */
const ENVELOPE: ReadonlySet<string> = new Set([
  "level",
  "time",
  "bot",
  "instance",
  "phone",
  "from",
  "direction",
  "sentAt",
  "truncated",
]);

/** A finder of rewritten numbers goes over every byte once more. */
const COST_OF_NUMBERS = 1;

/**
 * Passes entries that hold a text, not empty, in a value outside the envelope: a string or a number,
 * at any depth. A text without capitals ignores case.
 */
export function textFilter(text: string): Filter {
  const ignoreCase = !hasCapital(text);
  const wanted = ignoreCase ? foldCase(text) : text;
  const needle = textNeedle(wanted, ignoreCase);
  const isIn = (value: string): boolean =>
    ignoreCase ? foldCase(value).includes(wanted) : value.includes(wanted);
  return {
    needle: () => needle,
    matches: (entry) => someContent(entry, isIn),
  };
}

function textNeedle(text: string, ignoreCase: boolean): Needle | undefined {
  const needle = needleOf([{ text, ignoreCase }]);
  if (needle === undefined || !canBeInNumber(text, ignoreCase)) return needle;
  return {
    finders: [...needle.finders, rewrittenNumberFinder()],
    cost: needle.cost + COST_OF_NUMBERS,
  };
}

/** Without recursion: an entry can be nested deeper than a call stack. */
function someContent(entry: LogEntry, isIn: (value: string) => boolean): boolean {
  const open: unknown[] = [];
  for (const field of Object.keys(entry)) if (!ENVELOPE.has(field)) open.push(entry[field]);
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string" || typeof value === "number") {
      if (isIn(String(value))) return true;
    } else if (typeof value === "object" && value !== null) {
      // Not spread into one call: an array may be longer than a call has room for arguments.
      for (const inner of Object.values(value)) open.push(inner);
    }
  }
  return false;
}
