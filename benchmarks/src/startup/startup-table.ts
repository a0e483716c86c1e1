import { markdownTable } from "../markdown-table.ts";
import { median } from "../median.ts";
import type { StartupSubject } from "./startup-subjects.ts";

const HEAD = ["", "median ms", "fastest ms", "times an empty Node", "may be"];

/** The table of some starts: medians, and their ratio to the baseline's, taken round by round. */
export function formatStartup(
  times: ReadonlyMap<StartupSubject, readonly number[]>,
  baseline: StartupSubject,
): string {
  const base = times.get(baseline) ?? [];
  const rows = [...times].map(([{ name, maxRatio }, took]) => {
    // Within a round the machine is equally busy with everything.
    const ratios = took.map((ms, round) => ms / (base[round] ?? Number.NaN));
    return [
      name,
      (median(took) ?? Number.NaN).toFixed(0),
      Math.min(...took).toFixed(0),
      (median(ratios) ?? Number.NaN).toFixed(2),
      maxRatio === undefined ? "" : maxRatio.toFixed(1),
    ];
  });
  return markdownTable(HEAD, rows);
}
