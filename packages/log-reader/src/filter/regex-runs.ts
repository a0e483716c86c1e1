import type { RegexCondition } from "../query/regex-condition.ts";

/** Escapes that stand for classes, places and single control characters. */
const CLASS_ESCAPE = /^[dDwWsSbBnrtfv]$/;
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;
const MARKS = new Set(["^", "$", "."]);

/**
 * Texts that every match of a regular expression holds, as far as they are plain to see: literal
 * characters outside groups. None where anything is in doubt.
 */
export function regexRuns({ source, flags }: RegexCondition): readonly string[] {
  // Classes within classes and classes of strings.
  if (flags.includes("v")) return [];
  const runs: string[] = [""];
  let rest = source;
  while (rest !== "") {
    const piece = nextPiece(rest);
    if (piece === undefined) return [];
    rest = rest.slice(piece.length);
    const quantifier = QUANTIFIER.exec(rest)?.[0];
    rest = rest.slice(quantifier?.length ?? 0);
    // With a quantifier there may be none of the character, or several.
    if (piece.char === undefined || quantifier !== undefined) runs.push("");
    else runs.push(`${runs.pop() ?? ""}${piece.char}`);
  }
  return runs.filter((run) => run !== "");
}

/** A character that stands for itself, or something that no run can hold. */
interface Piece {
  readonly length: number;
  readonly char?: string;
}

/** The piece a source begins with; `undefined` where it cannot be told. */
function nextPiece(source: string): Piece | undefined {
  const char = String.fromCodePoint(source.codePointAt(0) ?? 0);
  if (char === "\\") return escapePiece(source);
  if (char === "[") return closed(source, classLength(source));
  if (char === "(") return closed(source, groupLength(source));
  if (MARKS.has(char)) return { length: 1 };
  // Alternatives need not hold what stands beside them; the others are errors or oddities of old.
  if (/[|)\]{}*+?]/.test(char)) return undefined;
  return { length: char.length, char };
}

function escapePiece(source: string): Piece | undefined {
  const char = String.fromCodePoint(source.codePointAt(1) ?? 0);
  if (CLASS_ESCAPE.test(char)) return { length: 2 };
  const property = /^\\[pP]\{[^}]*\}/.exec(source)?.[0];
  if (property !== undefined) return { length: property.length };
  return /^[A-Za-z0-9]/.test(char) ? undefined : { length: 1 + char.length, char };
}

function closed(source: string, length: number): Piece | undefined {
  return length > source.length ? undefined : { length };
}

function classLength(source: string): number {
  let at = 1;
  while (at < source.length && source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
  return at + 1;
}

function groupLength(source: string): number {
  let depth = 0;
  let at = 0;
  do {
    const char = source[at];
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (char === "\\") at += 2;
    else at += char === "[" ? classLength(source.slice(at)) : 1;
  } while (depth > 0 && at <= source.length);
  return depth > 0 ? Infinity : at;
}
