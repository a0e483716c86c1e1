import type { Breakdown, LogStats, Tally } from "@org/log-reader";
import { barOf } from "./bar.ts";
import { deliverySections, deliverySentences } from "./delivery-report.ts";
import type { Glyphs } from "./glyphs.ts";
import type { LocalTime } from "./local-time.ts";
import { neutralise } from "./neutralise.ts";
import type { Paint } from "./paint.ts";
import { formatCount, formatSize } from "./size.ts";
import { cutColumns, textWidth } from "./text-width.ts";
import { wrapWords } from "./wrap-words.ts";

/** How {@link renderStats} is to show counts. */
export interface StatsLook {
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  readonly columns: number;
  /** The folder's days and clocks. */
  readonly localTime: LocalTime;
}

const MAX_COLUMNS = 100;
const MIN_BAR_COLUMNS = 8;
const MAX_LABEL_COLUMNS = 32;
const GAP = "  ";

/** One line of a chart. */
interface Row {
  readonly label: string;
  readonly entries: number;
}

/** Counts for people: what there is, and a bar for each day, hour, direction, type, phone, error. */
export function renderStats(
  stats: LogStats,
  errors: Breakdown | undefined,
  look: StatsLook,
): string {
  const { paint } = look;
  const sections: (readonly [string, readonly Row[]])[] = [
    [
      `Per day (${look.localTime.timeZone})`,
      stats.days.map(({ day, entries }) => ({ label: day, entries })),
    ],
    ["Per hour of the day", hourRows(stats.hours)],
    ["Logs", rowsOf(stats.logs, "")],
    ["Directions", rowsOf(stats.directions, "(none)")],
    ["Types", rowsOf(stats.types, "(none)")],
    ["Levels", rowsOf(stats.levels, "(none)")],
    ["Phones", rowsOf(stats.phones, "(none)")],
    ...Object.entries(stats.by).map(
      ([path, breakdown]) => [neutralise(path), rowsOfAsked(breakdown)] as const,
    ),
    ...deliverySections(stats.delivery),
    ["Errors", errors === undefined ? [] : rowsOf(errors, "")],
  ];
  const charts = sections
    // One bar of full length tells nothing that the first line does not.
    .filter(([title, rows]) => rows.length > (title === "Logs" || title === "Levels" ? 1 : 0))
    .flatMap(([title, rows]) => ["", paint.bold(title), ...chart(rows, look)]);
  const beginning = [summary(stats, look.localTime), ...deliverySentences(stats.delivery)];
  const lines = beginning.flatMap((text) => wrapWords(text, look.columns));
  return `${[...lines, ...charts].join("\n")}\n`;
}

function summary(stats: LogStats, localTime: LocalTime): string {
  const { entries, bytes, days, phones, first, last } = stats;
  const show = (text: string): string => {
    const timeMs = Date.parse(text);
    return `${localTime.day(timeMs)} ${localTime.time(timeMs)}`;
  };
  const span = first === undefined || last === undefined ? "" : `, ${show(first)} to ${show(last)}`;
  return (
    `${formatCount(entries, "entry", "entries")} of ${formatCount(phones.distinct, "phone")} on ` +
    `${formatCount(days.length, "day")}, ${formatSize(bytes)}${span}`
  );
}

function hourRows(hours: readonly Tally[]): Row[] {
  const rows = hours.map(({ entries }, hour) => ({
    label: `${String(hour).padStart(2, "0")}:00`,
    entries,
  }));
  const busy = rows.flatMap(({ entries }, at) => (entries > 0 ? [at] : []));
  return rows.slice(busy[0], (busy.at(-1) ?? -1) + 1);
}

/** @param missing - What entries without the field are called; empty leaves them out. */
function rowsOf({ top, otherEntries, missingEntries }: Breakdown, missing: string): Row[] {
  if (top.length === 0) return [];
  return [
    ...top.map(({ value, entries }) => ({ label: value, entries })),
    ...(otherEntries > 0 ? [{ label: "(others)", entries: otherEntries }] : []),
    ...(missingEntries > 0 && missing !== "" ? [{ label: missing, entries: missingEntries }] : []),
  ];
}

/** A field that was asked for is told of even if no entry has it. */
function rowsOfAsked(breakdown: Breakdown): Row[] {
  const rows = rowsOf(breakdown, "(none)");
  return rows.length > 0 ? rows : [{ label: "(none)", entries: breakdown.missingEntries }];
}

function chart(rows: readonly Row[], { glyphs, columns, paint }: StatsLook): string[] {
  const most = rows.reduce((largest, { entries }) => Math.max(largest, entries), 1);
  const counts = rows.map(({ entries }) => entries.toLocaleString("en-US"));
  const countWidth = Math.max(...counts.map(({ length }) => length));
  const room = columns - countWidth - 3 * GAP.length - MIN_BAR_COLUMNS;
  const labels = rows.map(({ label }) =>
    cutColumns(glyphs.show(oneLine(label)), Math.min(room, MAX_LABEL_COLUMNS), glyphs.ellipsis),
  );
  const labelWidth = Math.max(...labels.map(textWidth));
  const left = labelWidth + countWidth + 3 * GAP.length;
  const width = Math.max(Math.min(columns, MAX_COLUMNS) - left, MIN_BAR_COLUMNS);
  return rows.map(({ entries }, at) => {
    const label = labels[at] ?? "";
    const padding = " ".repeat(labelWidth - textWidth(label));
    const bar = paint.cyan(barOf(entries / most, width, glyphs.bar));
    return `${GAP}${label}${padding}${GAP}${(counts[at] ?? "").padStart(countWidth)}${GAP}${bar}`.trimEnd();
  });
}

function oneLine(text: string): string {
  return neutralise(text.replaceAll(/\s+/g, " ").trim());
}

/** The counts as one object. */
export function statsJson(stats: LogStats, errors: Breakdown | undefined): string {
  return `${JSON.stringify({ ...stats, report: undefined, errors })}\n`;
}
