import type { LogEntry } from "@org/log-core";

/** Turns entries into text, one after the other: nothing is kept, however many there are. */
export interface EntryRenderer {
  /** The text of one entry, with what has to stand before it. */
  entry(entry: LogEntry): string;
  /** What has to stand after the last one, also if there was none. */
  end(): string;
}
