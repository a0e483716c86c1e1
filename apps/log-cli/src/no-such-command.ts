import { closest, tryParsePhoneKey } from "@org/log-core";
import { COMMANDS } from "./command-table.ts";
import { listChoices, quoteTyped } from "./typed.ts";

/** What to say, as a clause, to somebody whose first word is no command. */
export function noSuchCommand(word: string | undefined): string {
  const names = Object.keys(COMMANDS);
  if (word === undefined) return `a command is missing: ${listChoices(names)}`;
  const near = closest(word, names);
  if (near !== undefined) return `there is no command ${quoteTyped(word)}, did you mean ${near}?`;
  if (tryParsePhoneKey(word) !== undefined) {
    return `to show the messages of a phone, type log-cli get ${word}`;
  }
  return `there is no command ${quoteTyped(word)}; there are ${names.join(", ")}`;
}
