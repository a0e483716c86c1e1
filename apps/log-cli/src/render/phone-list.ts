import type { PhoneSummary } from "@org/log-reader";
import { barOf } from "./bar.ts";
import { csvRows, type CsvCells } from "./csv.ts";
import type { Glyphs } from "./glyphs.ts";
import type { Paint } from "./paint.ts";
import { formatCount, formatSize } from "./size.ts";
import { renderTable, type Column } from "./table.ts";
import { cutColumns, textWidth } from "./text-width.ts";

/** How {@link renderPhoneTable} is to show phones. */
export interface PhoneTableLook {
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  readonly columns: number;
}

const MAX_COLUMNS = 100;
const MIN_BAR_COLUMNS = 4;
const MAX_BAR_COLUMNS = 20;
const MAX_PHONE_COLUMNS = 40;
/** Below this, what can be spared is left out. */
const WIDE_COLUMNS = 64;

const FIELDS = ["phone", "days", "firstDay", "lastDay", "bytes", "aliases"] as const;

/** Phones as a table for people, with a bar for how much there is of each and the sum below. */
export function renderPhoneTable(phones: readonly PhoneSummary[], look: PhoneTableLook): string {
  const { paint, glyphs } = look;
  const columns = Math.min(look.columns, MAX_COLUMNS);
  const isWide = columns >= WIDE_COLUMNS;
  // Days and sizes need no more than this beside a phone that is long.
  const phoneColumns = Math.min(MAX_PHONE_COLUMNS, columns - (isWide ? 43 : 27));
  const rows = phones.map((one) => [
    cutColumns(one.phone, phoneColumns, glyphs.ellipsis),
    String(one.days),
    ...(isWide ? [one.firstDay] : []),
    one.lastDay,
    formatSize(one.bytes),
  ]);
  const titles: readonly Column[] = [
    { title: "PHONE", align: "left" },
    { title: "DAYS", align: "right" },
    ...(isWide ? [{ title: "FIRST", align: "left" } as const] : []),
    { title: "LAST", align: "left" },
    { title: "SIZE", align: "right" },
  ];
  const [head = "", ...lines] = renderTable(titles, rows);
  const room = Math.min(MAX_BAR_COLUMNS, columns - Math.max(...lines.map(textWidth)) - 2);
  const most = Math.max(1, ...phones.map(({ bytes }) => bytes));
  const bytes = phones.reduce((sum, one) => sum + one.bytes, 0);
  return [
    paint.bold(head),
    ...lines.flatMap((line, at) => {
      const share = (phones[at]?.bytes ?? 0) / most;
      const bar = room < MIN_BAR_COLUMNS ? "" : barOf(share, room, glyphs.bar);
      return [bar === "" ? line : `${line}  ${paint.cyan(bar)}`, ...alsoLine(phones[at], look)];
    }),
    paint.dim(`${formatCount(phones.length, "phone")}, ${formatSize(bytes)}`),
    "",
  ].join("\n");
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
