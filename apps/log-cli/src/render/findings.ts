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
/** With less room than this beside them, what was looked at stands on a line of its own. */
const MIN_TEXT_COLUMNS = 40;

/** Findings for people: a line for each, and below those that need attention what to do. */
export function renderFindings(
  findings: readonly ShownFinding[],
  { paint, columns }: { readonly paint: Paint; readonly columns: number },
): string {
  const isNarrow = columns - MARK_COLUMNS - CHECK_COLUMNS < MIN_TEXT_COLUMNS;
  const indent = isNarrow ? MARK_COLUMNS : MARK_COLUMNS + CHECK_COLUMNS;
  const width = Math.max(columns - indent, 1);
  const lines = findings.flatMap(({ check, status, summary, remedy }) => {
    const mark = status === "ok" ? paint.green("ok") : paint.red("!!");
    const texts = wrapWords(neutralise(summary), width);
    const advice = remedy === undefined ? [] : wrapWords(`do: ${neutralise(remedy)}`, width);
    const head = `${mark} ${neutralise(check)}`;
    const first = isNarrow ? [] : texts.splice(0, 1);
    const padding = " ".repeat(Math.max(0, CHECK_COLUMNS - check.length));
    return [
      [head, ...first].join(padding),
      ...texts.map((text) => " ".repeat(indent) + text),
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
