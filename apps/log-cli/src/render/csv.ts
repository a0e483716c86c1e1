import { ENTRY_FIELDS, type LogEntry } from "@org/log-core";
import { guardCell } from "./csv-guard.ts";
import type { EntryRenderer } from "./entry-renderer.ts";
import { entryWords } from "./entry-words.ts";

/**
 * The columns of entries as CSV: the fields in the order of the format, then `other`, an object of what
 * an application logged beside them, and `text`, what the entry says in words. The order is part of the
 * interface: scripts rely on it.
 */
export const CSV_COLUMNS: readonly string[] = [...ENTRY_FIELDS, "other", "text"];

/** `raw`: values as they are. `spreadsheet`: guarded so that none of them is taken for a formula or a number. */
export type CsvCells = "raw" | "spreadsheet";

/** Without it, Excel takes UTF-8 for another character set. */
const BYTE_ORDER_MARK = "\ufeff";

/** Entries as CSV by RFC 4180; the first line names the columns. */
export function createCsvRenderer(cells: CsvCells = "raw"): EntryRenderer {
  const rows = csvRows(CSV_COLUMNS, cells);
  let { head } = rows;
  const takeHead = (): string => {
    const taken = head;
    head = "";
    return taken;
  };
  return {
    entry: (entry) => takeHead() + rows.row(valuesOf(entry)),
    end: takeHead,
  };
}

/** The line that names the columns, and what makes a row of values. */
interface CsvRows {
  readonly head: string;
  readonly row: (values: readonly unknown[]) => string;
}

/** How a table of these columns is written. */
export function csvRows(columns: readonly string[], cells: CsvCells): CsvRows {
  if (cells === "raw") return { head: formatCsvRow(columns), row: formatCsvRow };
  return { head: BYTE_ORDER_MARK + formatCsvRow(columns), row: formatGuardedRow };
}

/** One row: cells with a comma, a quote or a line break are quoted; rows end with CR LF. */
export function formatCsvRow(values: readonly unknown[]): string {
  return `${values.map((value) => quoteCell(cellText(value))).join(",")}\r\n`;
}

function formatGuardedRow(values: readonly unknown[]): string {
  return `${values.map((value) => quoteCell(guardCell(cellText(value)))).join(",")}\r\n`;
}

function valuesOf(entry: LogEntry): unknown[] {
  const other = Object.entries(entry).filter(([field]) => !isKnown(field));
  return [
    ...ENTRY_FIELDS.map((field) => entry[field]),
    other.length === 0 ? undefined : Object.fromEntries(other),
    entryWords(entry),
  ];
}

function isKnown(field: string): boolean {
  return (ENTRY_FIELDS as readonly string[]).includes(field);
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
