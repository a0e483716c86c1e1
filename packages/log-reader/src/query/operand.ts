import { instantOfText } from "./instant.ts";

/** A value to compare with. */
export interface Operand {
  readonly operand: string;
  /** It is a text, whatever it looks like. */
  readonly isQuoted: boolean;
}

/** What `>` and `<` compare: numbers with numbers, moments (ms since 1970) with moments. */
export interface Orderable {
  readonly kind: "number" | "time";
  readonly value: number;
}

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** The number that a text is, written in decimals. */
export function numberOf(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** What an operand is for `>` and `<`; `undefined` if it is neither a number nor a time. */
export function orderable({ operand, isQuoted }: Operand): Orderable | undefined {
  const number = isQuoted ? undefined : numberOf(operand);
  if (number !== undefined) return { kind: "number", value: number };
  const timeMs = instantOfText(operand);
  return timeMs === undefined ? undefined : { kind: "time", value: timeMs };
}
