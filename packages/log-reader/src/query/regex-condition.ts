import { hasCapital } from "./letter-case.ts";

/** A regular expression as plain data: what `new RegExp` takes. */
export interface RegexCondition {
  readonly source: string;
  /** Without `g`, `d` and `y`, which change nothing about whether there is a match. */
  readonly flags: string;
}

/** Flags that say where a search begins and what it returns, not what matches. */
const IDLE_FLAGS = /[gd]/g;
/** What stands for a character or a class by name: its letters are not letters to be found. */
const ESCAPE =
  /\\(?:[pP]\{[^}]*\}|k<[^>]*>|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|.)/gsu;
const GROUP_NAME = /\(\?<[^>=!]*>/g;

/**
 * What is wrong with a value as a regular expression, in words that complete "must be …";
 * `undefined` if it is one.
 */
export function regexProblem(value: unknown): string | undefined {
  if (value instanceof RegExp) {
    return value.sticky ? "a regular expression without the flag y" : undefined;
  }
  if (typeof value !== "string" || value === "") {
    return "a regular expression or its source, not empty";
  }
  try {
    void new RegExp(value, "u");
    return undefined;
  } catch (error) {
    return `a regular expression (${error instanceof Error ? error.message : String(error)})`;
  }
}

/**
 * Reads a valid regular expression. A text is read with the flag `u` and, as texts to search for are,
 * ignores case if it holds no capital; a `RegExp` keeps its own flags. `ignoreCase` decides over both.
 */
export function regexCondition(
  regex: string | RegExp,
  ignoreCase: boolean | undefined,
): RegexCondition {
  const { source, flags } = typeof regex === "string" ? new RegExp(regex, "u") : regex;
  const own = flags.replaceAll(IDLE_FLAGS, "");
  const isSmart = typeof regex === "string" && !hasCapital(lettersOf(source));
  const ignores = ignoreCase ?? (isSmart || own.includes("i"));
  return { source, flags: `${own.replace("i", "")}${ignores ? "i" : ""}` };
}

/** What is left of a source without escapes such as `\S` and names, whose capitals mean something else. */
function lettersOf(source: string): string {
  return source.replaceAll(ESCAPE, "").replaceAll(GROUP_NAME, "(");
}
