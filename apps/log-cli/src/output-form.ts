import { closest } from "@org/log-core";
import { valueOf, type CommandLine } from "./command-line.ts";
import type { Problems } from "./problems.ts";
import { listChoices, quoteTyped } from "./typed.ts";

/** The forms in which an answer can be given. */
const OUTPUT_FORMS = ["pretty", "json", "ndjson", "csv"] as const;

/** One of {@link OUTPUT_FORMS}. */
export type OutputForm = (typeof OUTPUT_FORMS)[number];

/** The forms of a report: what a command did or found out, as a text or as one object. */
const REPORT_FORMS = ["pretty", "json"] as const;

/** One of {@link REPORT_FORMS}. */
export type ReportForm = (typeof REPORT_FORMS)[number];

/** Reads `--output` of a command that reports: `pretty` if it is not given, in a pipe too. */
export function readReportForm(line: CommandLine, problems: Problems): ReportForm {
  return readForm(line, REPORT_FORMS, problems) ?? "pretty";
}

/** Reads `--output`: `pretty` on a terminal and `ndjson` in a pipe, if it is not given. */
export function readOutputForm(
  line: CommandLine,
  onTerminal: boolean,
  problems: Problems,
): OutputForm {
  return readForm(line, OUTPUT_FORMS, problems) ?? (onTerminal ? "pretty" : "ndjson");
}

function readForm<Form extends string>(
  line: CommandLine,
  forms: readonly Form[],
  problems: Problems,
): Form | undefined {
  const text = valueOf(line, "output");
  if (text === undefined) return undefined;
  const form = forms.find((known) => known === text.toLowerCase());
  if (form !== undefined) return form;
  const near = closest(text, forms);
  problems.add(
    `--output must be ${listChoices(forms)}, but it is ${quoteTyped(text)}` +
      (near === undefined ? "" : `, did you mean ${near}?`),
  );
  return undefined;
}
