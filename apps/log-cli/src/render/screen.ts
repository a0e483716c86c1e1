import type { EntryRenderer } from "./entry-renderer.ts";
import { neutralise, neutraliseJson } from "./neutralise.ts";

/** JSON that goes to a terminal: what would act on it becomes an escape of JSON, so nothing is lost. */
export function jsonForScreen(inner: EntryRenderer): EntryRenderer {
  return mapped(inner, neutraliseJson);
}

/** CSV that goes to a terminal: safe to look at; the exact values are what a pipe or a file gets. */
export function csvForScreen(inner: EntryRenderer): EntryRenderer {
  return mapped(inner, showCsv);
}

/** A whole answer in JSON as it goes out: to a terminal as {@link jsonForScreen} has it. */
export function jsonOut(json: string, { isTTY }: { readonly isTTY: boolean }): string {
  return isTTY ? neutraliseJson(json) : json;
}

/** A whole answer in CSV as it goes out: to a terminal as {@link csvForScreen} has it. */
export function csvOut(csv: string, { isTTY }: { readonly isTTY: boolean }): string {
  return isTTY ? showCsv(csv) : csv;
}

const QUOTED_CELL = /"(?:[^"]|"")*"/g;

/** Rows of CSV, each on one line: a line break in a cell is shown, so that no cell looks like a row. */
function showCsv(rows: string): string {
  const flat = rows.replaceAll(QUOTED_CELL, (cell) => cell.replaceAll(/\r?\n/g, String.raw`\n`));
  return neutralise(flat.replaceAll("\r\n", "\n"), "keep lines");
}

function mapped(inner: EntryRenderer, change: (text: string) => string): EntryRenderer {
  return { entry: (entry) => change(inner.entry(entry)), end: () => change(inner.end()) };
}
