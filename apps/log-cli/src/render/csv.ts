import { ENTRY_FIELDS, type LogEntry } from "@org/log-core";
import type { EntryRenderer } from "./entry-renderer.ts";

/**
 * The columns of entries as CSV: the fields in the order of the format, then `other`, an object of what
 * an application logged beside them. The order is part of the interface: scripts rely on it.
 */
export const CSV_COLUMNS: readonly string[] = [...ENTRY_FIELDS, "other"];

/** Entries as CSV by RFC 4180, values unaltered; the first line names the columns. */
export function createCsvRenderer(): EntryRenderer {
  let head = formatCsvRow(CSV_COLUMNS);
  const takeHead = (): string => {
    const taken = head;
    head = "";
    return taken;
  };
  return {
    entry: (entry) => takeHead() + formatCsvRow(cells(entry)),
    end: takeHead,
  };
}

/** One row: cells with a comma, a quote or a line break are quoted; rows end with CR LF. */
export function formatCsvRow(values: readonly unknown[]): string {
  return `${values.map((value) => formatCell(value)).join(",")}\r\n`;
}

function cells(entry: LogEntry): unknown[] {
  const other = Object.entries(entry).filter(([field]) => !isKnown(field));
  return [
    ...ENTRY_FIELDS.map((field) => entry[field]),
    other.length === 0 ? undefined : Object.fromEntries(other),
  ];
}

function isKnown(field: string): boolean {
  return (ENTRY_FIELDS as readonly string[]).includes(field);
}

function formatCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
