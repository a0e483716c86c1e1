import type { EntryRenderer } from "./entry-renderer.ts";
import { neutralise, neutraliseJson } from "./neutralise.ts";

/** JSON that goes to a terminal: what would act on it becomes an escape of JSON, so nothing is lost. */
export function jsonForScreen(inner: EntryRenderer): EntryRenderer {
  return mapped(inner, neutraliseJson);
}

/** CSV that goes to a terminal: safe to look at; the exact values are what a pipe or a file gets. */
export function csvForScreen(inner: EntryRenderer): EntryRenderer {
  return mapped(inner, (text) => neutralise(text.replaceAll("\r\n", "\n"), "keep lines"));
}

function mapped(inner: EntryRenderer, change: (text: string) => string): EntryRenderer {
  return { entry: (entry) => change(inner.entry(entry)), end: () => change(inner.end()) };
}
