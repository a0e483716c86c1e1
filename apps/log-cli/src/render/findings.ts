import { neutralise } from "./neutralise.ts";
import type { Paint } from "./paint.ts";
import { formatCount } from "./size.ts";
import { wrapWords } from "./wrap-words.ts";

/** What is shown of a finding. */
export interface ShownFinding {
  readonly check: string;
  readonly status: "ok" | "attention";
  readonly summary: string;
  readonly remedy?: string;
}

const CHECK_COLUMNS = 13;
const MARK_COLUMNS = 3;
const MIN_TEXT_COLUMNS = 24;

/** Findings for people: a line for each, and below those that need attention what to do. */
export function renderFindings(
  findings: readonly ShownFinding[],
  { paint, columns }: { readonly paint: Paint; readonly columns: number },
): string {
  const indent = MARK_COLUMNS + CHECK_COLUMNS;
  const width = Math.max(columns - indent, MIN_TEXT_COLUMNS);
  const lines = findings.flatMap(({ check, status, summary, remedy }) => {
    const mark = status === "ok" ? paint.green("ok") : paint.red("!!");
    const [first = "", ...rest] = wrapWords(neutralise(summary), width);
    const advice = remedy === undefined ? [] : wrapWords(`do: ${neutralise(remedy)}`, width);
    return [
      `${mark} ${neutralise(check).padEnd(CHECK_COLUMNS)}${first}`,
      ...rest.map((text) => " ".repeat(indent) + text),
      ...advice.map((text) => " ".repeat(indent) + paint.yellow(text)),
    ];
  });
  const attention = findings.filter(({ status }) => status === "attention").length;
  const sum =
    attention === 0
      ? "Nothing needs attention."
      : `${formatCount(attention, "thing")} ${attention === 1 ? "needs" : "need"} attention.`;
  return `${lines.join("\n")}\n\n${sum}\n`;
}
