import { describeValue } from "./describe-value.ts";
import { LogError } from "./error.ts";
import type { LogErrorCode } from "./error-codes.ts";

/** One thing that is wrong with an option. */
export interface OptionIssue {
  /** Name of the option. */
  readonly option: string;
  /** What was expected and what came, without the option's name. */
  readonly message: string;
}

/** Whether a value is accepted, and in words what is. */
export interface OptionRule {
  /** Completes "must be …". */
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

/** The rules of an options object, one for each option there is. */
export type OptionRules<Options> = { readonly [Name in keyof Required<Options>]: OptionRule };

/** More unknown names are only counted: somebody has given a payload in place of options. */
const MAX_UNKNOWN = 10;

/**
 * Everything that is wrong with an options object: values the rules refuse and names they do not
 * know, of these the first ten. An option that is `undefined` counts as not given.
 */
export function findOptionIssues(input: unknown, rules: Record<string, OptionRule>): OptionIssue[] {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return [{ option: "options", message: `must be an object, but it is ${describeValue(input)}` }];
  }
  let unknown = 0;
  const issues = Object.entries(input).flatMap(([option, value]) => {
    const rule = Object.hasOwn(rules, option) ? rules[option] : undefined;
    if (rule === undefined) {
      unknown += 1;
      if (unknown > MAX_UNKNOWN) return [];
      return [{ option, message: unknownOption(option, Object.keys(rules)) }];
    }
    if (value === undefined || rule.accepts(value)) return [];
    return [{ option, message: `must be ${rule.expected}, but it is ${describeValue(value)}` }];
  });
  if (unknown <= MAX_UNKNOWN) return issues;
  const message = `are no options either: ${unknown - MAX_UNKNOWN} of them`;
  return [...issues, { option: "others", message }];
}

/** One error for all issues of an options object. There is at least one issue. */
export function optionIssuesError(
  code: LogErrorCode,
  subject: string,
  issues: readonly OptionIssue[],
): LogError {
  const list = issues.map(({ option, message }) => `${describeName(option)} ${message}`);
  return new LogError(code, `${subject}: ${list.join("; ")}.`, { context: { issues } });
}

function unknownOption(option: string, known: readonly string[]): string {
  const near = closest(option, known);
  return near === undefined
    ? `is not an option; there are ${known.join(", ")}`
    : `is not an option, did you mean ${near}?`;
}

function describeName(option: string): string {
  return /^[A-Za-z][A-Za-z0-9]{0,40}$/.test(option) ? option : describeValue(option);
}

const MAX_TYPING_ERRORS = 2;

/** The candidate nearest to a mistyped word, or `undefined` if none is near enough to suggest. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = MAX_TYPING_ERRORS + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase().slice(0, 64), candidate.toLowerCase());
    if (distance < bestDistance && distance < candidate.length / 2) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * Levenshtein's distance, one row at a time; two letters that changed places count as one error, since
 * that is the commonest of all.
 */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (a[line - 1] === b[column - 1] ? 0 : 1);
      const isSwap = line > 1 && a[line - 1] === b[column - 2] && a[line - 2] === b[column - 1];
      const swapped = isSwap ? (before[column - 2] ?? Infinity) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
