import type { PhoneSummary } from "@org/log-reader";
import { barOf } from "./bar.ts";
import { csvRows, type CsvCells } from "./csv.ts";
import type { Glyphs } from "./glyphs.ts";
import type { LocalTime } from "./local-time.ts";
import type { Paint } from "./paint.ts";
import { formatCount, formatSize } from "./size.ts";
import { renderTable, type Column } from "./table.ts";
import { cutColumns, textWidth } from "./text-width.ts";
import { wrapWords } from "./wrap-words.ts";

/** How {@link renderPhoneTable} is to show phones. */
export interface PhoneTableLook {
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  readonly columns: number;
  /** The clock that times of entries are shown by. */
  readonly localTime: LocalTime;
  /** How many phones there are, if not all of them are shown. */
  readonly total?: number;
}

const MAX_COLUMNS = 100;
const GAP_COLUMNS = 2;
const MIN_BAR_COLUMNS = 4;
const MAX_BAR_COLUMNS = 20;
const MAX_PHONE_COLUMNS = 40;
/** Below this, a phone that is longer than numbers are is cut before anything else is left out. */
const WIDE_COLUMNS = 64;
const WIDE_PHONE_COLUMNS = 24;
const NARROW_PHONE_COLUMNS = 13;

const FIELDS = [
  "phone",
  "days",
  "firstDay",
  "lastDay",
  "bytes",
  "entries",
  "firstTime",
  "lastTime",
  "aliases",
] as const;

/** What can stand beside a phone. */
interface PhoneColumn extends Column {
  readonly cell: (one: PhoneSummary, localTime: LocalTime) => string;
}

type Layout = readonly PhoneColumn[];

const DAYS: PhoneColumn = { title: "DAYS", align: "right", cell: ({ days }) => String(days) };
const ENTRIES: PhoneColumn = {
  title: "ENTRIES",
  align: "right",
  cell: ({ entries = 0 }) => entries.toLocaleString("en-US"),
};
const FIRST: PhoneColumn = { title: "FIRST", align: "left", cell: ({ firstDay }) => firstDay };
const LAST_DAY: PhoneColumn = { title: "LAST", align: "left", cell: ({ lastDay }) => lastDay };
const LAST: PhoneColumn = {
  title: "LAST",
  align: "left",
  cell: ({ lastTime }, localTime) => {
    if (lastTime === undefined) return "-";
    const timeMs = Date.parse(lastTime);
    return `${localTime.day(timeMs)} ${localTime.time(timeMs).slice(0, "10:15".length)}`;
  },
};
const LAST_DATE: PhoneColumn = {
  ...LAST,
  cell: ({ lastTime }, localTime) =>
    lastTime === undefined ? "-" : localTime.day(Date.parse(lastTime)),
};
const SIZE: PhoneColumn = { title: "SIZE", align: "right", cell: ({ bytes }) => formatSize(bytes) };

/** What is shown where there is room for it, most first. */
const COUNTED_LAYOUTS: readonly Layout[] = [
  [DAYS, ENTRIES, FIRST, LAST, SIZE],
  [DAYS, ENTRIES, LAST, SIZE],
  [DAYS, ENTRIES, LAST_DATE, SIZE],
  [ENTRIES, LAST_DATE, SIZE],
  [ENTRIES, LAST_DATE],
];
/** The same of phones whose entries were not counted. */
const LAYOUTS: readonly Layout[] = [
  [DAYS, FIRST, LAST_DAY, SIZE],
  [DAYS, LAST_DAY, SIZE],
];

/** Phones as a table for people, with a bar for how much there is of each and the sum below. */
export function renderPhoneTable(phones: readonly PhoneSummary[], look: PhoneTableLook): string {
  const { paint, glyphs } = look;
  const columns = Math.min(look.columns, MAX_COLUMNS);
  const [head = "", ...lines] = tableLines(phones, { ...look, columns });
  const room = Math.min(MAX_BAR_COLUMNS, columns - widestOf(lines) - GAP_COLUMNS);
  const most = phones.reduce((bytes, one) => Math.max(bytes, one.bytes), 1);
  return [
    paint.bold(head),
    ...lines.flatMap((line, at) => {
      const share = (phones[at]?.bytes ?? 0) / most;
      const bar = room < MIN_BAR_COLUMNS ? "" : barOf(share, room, glyphs.bar);
      return [bar === "" ? line : `${line}  ${paint.cyan(bar)}`, ...alsoLine(phones[at], look)];
    }),
    ...wrapWords(sumOf(phones, look.total ?? phones.length), columns).map((text) =>
      paint.dim(text),
    ),
    "",
  ].join("\n");
}

function isCounted({ entries }: PhoneSummary): boolean {
  return entries !== undefined;
}

/** The titles and a line for each phone, in the layout with the most that fits. */
function tableLines(phones: readonly PhoneSummary[], look: PhoneTableLook): string[] {
  const { glyphs, columns, localTime } = look;
  const rowsIn = (layout: Layout): string[][] =>
    phones.map((one) => layout.map(({ cell }) => cell(one, localTime)));
  const roomBeside = (layout: Layout): number =>
    columns - widestOf(renderTable(layout, rowsIn(layout))) - GAP_COLUMNS;
  const wanted = Math.min(
    widestOf(phones.map(({ phone }) => phone)),
    columns < WIDE_COLUMNS ? NARROW_PHONE_COLUMNS : WIDE_PHONE_COLUMNS,
  );
  // The bar says more than the first day.
  const fits = (layout: Layout): boolean =>
    roomBeside(layout) >= wanted + (layout.includes(FIRST) ? GAP_COLUMNS + MIN_BAR_COLUMNS : 0);
  const layouts = phones.some(isCounted) ? COUNTED_LAYOUTS : LAYOUTS;
  const layout = layouts.find(fits) ?? layouts.at(-1) ?? [];
  const phoneColumns = Math.min(MAX_PHONE_COLUMNS, roomBeside(layout));
  const rows = rowsIn(layout).map((cells, at) => [
    cutColumns(phones[at]?.phone ?? "", phoneColumns, glyphs.ellipsis),
    ...cells,
  ]);
  return renderTable([{ title: "PHONE", align: "left" }, ...layout], rows);
}

function widestOf(lines: readonly string[]): number {
  return lines.reduce((width, line) => Math.max(width, textWidth(line)), 0);
}

/** What the phones that are shown have together. */
function sumOf(phones: readonly PhoneSummary[], total: number): string {
  const bytes = phones.reduce((sum, one) => sum + one.bytes, 0);
  const entries = phones.reduce((sum, one) => sum + (one.entries ?? 0), 0);
  return [
    `${phones.length < total ? `${phones.length} of ` : ""}${formatCount(total, "phone")}`,
    ...(phones.some(isCounted) ? [formatCount(entries, "entry", "entries")] : []),
    formatSize(bytes),
  ].join(", ");
}

/** The person's other ids, below a phone. */
function alsoLine(
  one: PhoneSummary | undefined,
  { paint, glyphs, columns }: PhoneTableLook,
): string[] {
  if (one?.aliases === undefined) return [];
  const also = cutColumns(`  also ${one.aliases.join(", ")}`, columns, glyphs.ellipsis);
  return [paint.dim(also)];
}

/** Phones as one array. */
export function renderPhoneJson(phones: readonly PhoneSummary[]): string {
  if (phones.length === 0) return "[]\n";
  return `[\n${phones.map((one) => formatPhone(one)).join(",\n")}\n]\n`;
}

/** Phones as one object per line. */
export function renderPhoneNdjson(phones: readonly PhoneSummary[]): string {
  return phones.map((one) => `${formatPhone(one)}\n`).join("");
}

/** Phones as CSV, with a line of column names. */
export function renderPhoneCsv(phones: readonly PhoneSummary[], cells: CsvCells): string {
  const { head, row } = csvRows(FIELDS, cells);
  return (
    head +
    phones
      .map((one) =>
        row(FIELDS.map((field) => (field === "aliases" ? one.aliases?.join(" ") : one[field]))),
      )
      .join("")
  );
}

function formatPhone(one: PhoneSummary): string {
  return JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, one[field]])));
}
