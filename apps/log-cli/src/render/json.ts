import { formatEntry } from "@org/log-core";
import type { EntryRenderer } from "./entry-renderer.ts";

/** One entry per line, as it stands in the log. */
export function createNdjsonRenderer(): EntryRenderer {
  return { entry: (entry) => `${formatEntry(entry)}\n`, end: () => "" };
}

/** One array of all entries, an entry per line. */
export function createJsonRenderer(): EntryRenderer {
  let count = 0;
  return {
    entry: (entry) => `${count++ === 0 ? "[" : ","}\n${formatEntry(entry)}`,
    end: () => (count === 0 ? "[]\n" : "\n]\n"),
  };
}
