import { neutralise } from "./render/neutralise.ts";

const MAX_SHOWN_CHARS = 60;

/** What somebody typed, to be shown back to him: quoted, on one line, safe, cut where it is long. */
export function quoteTyped(text: string): string {
  const cut = text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text;
  return `"${neutralise(cut)}"`;
}

/** Choices in words: `a, b or c`. */
export function listChoices(choices: readonly string[]): string {
  const last = choices.at(-1) ?? "";
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(", ")} or ${last}`;
}
