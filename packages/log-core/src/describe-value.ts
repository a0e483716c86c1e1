import { maskDigits } from "./phone-mask.ts";

const MAX_SHOWN_CHARS = 60;

/**
 * A short rendering of a value for an error message: quoted, on one line, cut, with control and
 * direction characters escaped and runs of seven or more digits masked, so that a message never
 * repeats a phone number or moves a terminal's cursor.
 */
export function describeValue(value: unknown): string {
  try {
    return describe(value);
  } catch {
    // Somebody's proxy: to look at it is to run it.
    return "an object that cannot be read";
  }
}

function describe(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number" || typeof value === "bigint") return maskDigits(String(value));
  if (value === null || value === undefined || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : "a Date";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function quote(text: string): string {
  const cut = text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text;
  const shown = maskDigits(cut).replace(
    // Everything that is not plainly visible: controls, separators, direction marks, lone halves.
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    // In braces, so that the code's digits do not run into those beside it.
    (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
  return text.length > MAX_SHOWN_CHARS ? `"${shown}" (${text.length} characters)` : `"${shown}"`;
}
