import { LOG_KINDS, type LogKind } from "@org/log-core";
import type { CommandLine } from "./command-line.ts";
import { readPhonePattern } from "./flag-values.ts";
import type { Problems } from "./problems.ts";

/** What commands read that take a phone and got none. */
export const ALL_LOGS: readonly LogKind[] = LOG_KINDS;

/** The phones a command line names: its words are one, in one piece or several, and `--phone` others. */
export function ownPhones(
  { words }: CommandLine,
  others: readonly string[],
  problems: Problems,
): string[] {
  if (words.length === 0) return [...new Set(others)];
  const own = readPhonePattern(words.join(" "), problems);
  // What is none is a problem already; it must not look as if nothing had been asked for.
  return [...new Set([own ?? "", ...others])];
}
