import { closest } from "@org/log-core";
import type { Problems } from "../problems.ts";
import { listChoices, quoteTyped } from "../typed.ts";

/** The forms of an export. */
const EXPORT_FORMS = ["json", "ndjson", "csv", "txt", "html"] as const;

/** One of {@link EXPORT_FORMS}. */
export type ExportForm = (typeof EXPORT_FORMS)[number];

/** Form of an export, and whether it is compressed. */
export interface AskedForm {
  readonly form: ExportForm;
  readonly gzip: boolean;
}

/** What stands for stdout in place of a file's name. */
export const TO_STDOUT = "-";

/**
 * The form of an export: what `--output` asks for (`csv`, `csv.gz`), else what the file's name ends in;
 * stdout gets ndjson. What is neither is a problem.
 */
export function readExportForm(
  file: string,
  output: string | undefined,
  problems: Problems,
): AskedForm | undefined {
  if (output !== undefined) return readOutput(output, file, problems);
  if (file === TO_STDOUT) return { form: "ndjson", gzip: false };
  const unpacked = file.replace(/\.gz$/i, "");
  const form = formNamed(/[^/]\.([^./]+)$/.exec(unpacked)?.[1]);
  if (form !== undefined) return { form, gzip: unpacked !== file };
  const endings = listChoices(EXPORT_FORMS.map((known) => `.${known}`));
  problems.add(
    `FILE must end in ${endings}, with .gz behind it to compress, or be - for stdout, ` +
      `but it is ${quoteTyped(file)}`,
  );
  return undefined;
}

function readOutput(output: string, file: string, problems: Problems): AskedForm | undefined {
  const gzip = /\.gz$/i.test(output) || /\.gz$/i.test(file);
  const name = output.replace(/\.gz$/i, "");
  const form = formNamed(name);
  if (form !== undefined) return { form, gzip };
  const near = closest(name, EXPORT_FORMS);
  const hint = near === undefined ? "" : `, did you mean ${near}?`;
  problems.add(
    `--output must be ${listChoices(EXPORT_FORMS)}, but it is ${quoteTyped(output)}${hint}`,
  );
  return undefined;
}

function formNamed(name: string | undefined): ExportForm | undefined {
  return EXPORT_FORMS.find((form) => form === name?.toLowerCase());
}
