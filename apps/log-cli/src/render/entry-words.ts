import type { LogEntry } from "@org/log-core";
import { entryContent } from "./content/entry-content.ts";

/** What an entry says as one text, for forms without a layout of their own. Not yet safe to look at. */
export function entryWords(entry: LogEntry): string {
  const { text, action, state, problem, choices = [], notes = [] } = entryContent(entry);
  return [
    action,
    state,
    text,
    problem,
    ...choices.map((choice) => `[${choice}]`),
    notes.length === 0 ? undefined : `(${notes.join(", ")})`,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}
