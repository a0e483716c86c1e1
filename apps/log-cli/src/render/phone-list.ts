import type { PhoneSummary } from "@org/log-reader";
import { formatCsvRow } from "./csv.ts";
import { formatCount, formatSize } from "./size.ts";
import { renderTable, type Column } from "./table.ts";

const COLUMNS: readonly Column[] = [
  { title: "PHONE", align: "left" },
  { title: "DAYS", align: "right" },
  { title: "FIRST", align: "left" },
  { title: "LAST", align: "left" },
  { title: "SIZE", align: "right" },
];

const FIELDS = ["phone", "days", "firstDay", "lastDay", "bytes"] as const;

/** Phones as a table for people, with the sum below. Keys are safe to look at by what they may hold. */
export function renderPhoneTable(
  phones: readonly PhoneSummary[],
  bold: (text: string) => string,
): string {
  const rows = phones.map((one) => [
    one.phone,
    String(one.days),
    one.firstDay,
    one.lastDay,
    formatSize(one.bytes),
  ]);
  const [head = "", ...lines] = renderTable(COLUMNS, rows);
  const bytes = phones.reduce((sum, one) => sum + one.bytes, 0);
  return [
    bold(head),
    ...lines,
    `${formatCount(phones.length, "phone")}, ${formatSize(bytes)}`,
    "",
  ].join("\n");
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
export function renderPhoneCsv(phones: readonly PhoneSummary[]): string {
  const rows = phones.map((one) => formatCsvRow(FIELDS.map((field) => one[field])));
  return formatCsvRow(FIELDS) + rows.join("");
}

function formatPhone(one: PhoneSummary): string {
  return JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, one[field]])));
}
