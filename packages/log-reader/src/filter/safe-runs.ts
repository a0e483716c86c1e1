import { caseVariants } from "./fold-case.ts";

/**
 * One character of a run: the byte sequences it can stand as. UTF-8 makes none of them the beginning
 * of another.
 */
export type RunUnit = readonly Buffer[];

/**
 * JSON may or must write these in other ways than as themselves (`\/`, `\"`, `\n`), and U+FFFD is also what
 * any invalid byte is read as.
 */
const UNSAFE = /["\\/\p{Cc}\ufffd]/u;

/**
 * The pieces of a text that stand in a line byte by byte wherever the text is part of one of its
 * values, unless the line holds a `\u` escape. With `ignoreCase` the text is folded, and each
 * character has the bytes of all its forms.
 */
export function safeRuns(text: string, ignoreCase: boolean): RunUnit[][] {
  // Half a character is decoded from no bytes at all; nothing beside it can be trusted either.
  if (/\p{Surrogate}/u.test(text)) return [];
  const runs: RunUnit[][] = [[]];
  const known = new Map<string, RunUnit | undefined>();
  for (const char of text) {
    if (!known.has(char))
      known.set(char, UNSAFE.test(char) ? undefined : formsOf(char, ignoreCase));
    const unit = known.get(char);
    if (unit === undefined) runs.push([]);
    else runs.at(-1)?.push(unit);
  }
  return runs.filter((run) => run.length > 0);
}

function formsOf(char: string, ignoreCase: boolean): RunUnit | undefined {
  const forms = ignoreCase ? caseVariants(char) : [char];
  return forms?.map((form) => Buffer.from(form));
}
