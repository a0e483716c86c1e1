import { createContext, Script } from "node:vm";
import type { FindMarks } from "./render/spans.ts";

/** Longer than any honest pattern takes for one entry. */
const MAX_MS = 100;

/**
 * Finds what a regular expression of the user's fits. The reader has tried it on the entry's values in a
 * thread that it can end; what is shown is another text, on which the same pattern may never come back.
 * So it runs with a time limit, and after it has been passed once, nothing more is marked.
 */
export function patternMarks(source: string, ignoreCase: boolean): FindMarks | undefined {
  const pattern = compile(source, ignoreCase);
  if (pattern === undefined) return undefined;
  const context = createContext({ pattern, text: "" });
  const script = new Script(
    "Array.from(text.matchAll(pattern), (match) => [match.index, match.index + match[0].length])",
  );
  let gaveUp = false;
  return (text) => {
    if (gaveUp) return [];
    context["text"] = text;
    try {
      const found = script.runInContext(context, { timeout: MAX_MS }) as [number, number][];
      return found.map(([start, end]) => ({ start, end })).filter(({ start, end }) => end > start);
    } catch {
      // Without marks the answer is as right as with them.
      gaveUp = true;
      return [];
    }
  };
}

/** As the reader compiles it: without capitals, but for escapes such as `\S`, case does not matter. */
function compile(source: string, ignoreCase: boolean): RegExp | undefined {
  const hasCapital = /[\p{Uppercase}\p{Lt}]/u.test(source.replaceAll(/\\./gsu, ""));
  try {
    return new RegExp(source, ignoreCase || !hasCapital ? "giu" : "gu");
  } catch {
    // That it is no pattern is what the reader says.
    return undefined;
  }
}
