import { closest } from "@org/log-core";
import { valueOf, type CommandLine } from "./command-line.ts";
import type { Problems } from "./problems.ts";
import { listChoices, quoteTyped } from "./typed.ts";

/** The forms in which an answer can be given. */
const OUTPUT_FORMS = ["pretty", "json", "ndjson", "csv"] as const;

/** One of {@link OUTPUT_FORMS}. */
export type OutputForm = (typeof OUTPUT_FORMS)[number];

/** Reads `--output`: `pretty` on a terminal and `ndjson` in a pipe, if it is not given. */
export function readOutputForm(
  line: CommandLine,
  onTerminal: boolean,
  problems: Problems,
): OutputForm {
  const standard = onTerminal ? "pretty" : "ndjson";
  const text = valueOf(line, "output");
  if (text === undefined) return standard;
  const form = OUTPUT_FORMS.find((known) => known === text.toLowerCase());
  if (form !== undefined) return form;
  const near = closest(text, OUTPUT_FORMS);
  problems.add(
    `--output must be ${listChoices(OUTPUT_FORMS)}, but it is ${quoteTyped(text)}` +
      (near === undefined ? "" : `, did you mean ${near}?`),
  );
  return standard;
}
