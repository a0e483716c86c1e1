import { LogError } from "@org/log-core";
import type { AdaptedEntry } from "./adapted-entry.ts";

/** Tells entries that come for the first time from those that were delivered again. */
export interface Dedupe {
  /** The entries that were not seen before, in their order; they are then seen. */
  (entries: readonly AdaptedEntry[]): readonly AdaptedEntry[];
}

/** How much is remembered. */
export interface DedupeOptions {
  /** Entries remembered: beyond it the oldest is forgotten. Default 10,000, about 2 MB. */
  readonly maxIds?: number;
}

const DEFAULT_MAX_IDS = 10_000;
/** Longer texts are not what tells two edits apart. */
const MAX_TEXT_CHARS = 200;

/**
 * Makes a filter for redelivered webhooks and events that a library emits twice. Two entries are the
 * same if conversation, author, type, id and status are; of edits the new text counts, of
 * revocations what was taken back. Entries without an id, lines of app.log and links always pass (the
 * writer writes a link once). The window is the last `maxIds` entries,
 * whatever their age; it is kept in memory, so a restart forgets it.
 *
 * @throws {LogError} `LOG_OPTIONS_INVALID`
 */
export function createDedupe({ maxIds = DEFAULT_MAX_IDS }: DedupeOptions = {}): Dedupe {
  if (!Number.isSafeInteger(maxIds) || maxIds < 1) {
    throw new LogError("LOG_OPTIONS_INVALID", "maxIds must be a whole number from 1 on.");
  }
  const seen = new Set<string>();
  const isNew = (entry: AdaptedEntry): boolean => {
    const identity = identityOf(entry);
    if (identity === undefined) return true;
    if (seen.has(identity)) return false;
    seen.add(identity);
    if (seen.size > maxIds) forgetOldest(seen);
    return true;
  };
  return (entries) => entries.filter(isNew);
}

function forgetOldest(seen: Set<string>): void {
  const [oldest] = seen;
  if (oldest !== undefined) seen.delete(oldest);
}

/**
 * What makes a delivery the same as another, as a text; `undefined` for what has no id to tell.
 */
function identityOf(entry: AdaptedEntry): string | undefined {
  if (entry.log !== "whatsapp") return undefined;
  const { id, phone, from = "", type, data } = entry;
  // One library tells an edit twice, once under its own id and once under the original's.
  if (type === "edit" && data.about !== undefined) {
    return JSON.stringify([type, phone, data.about, data.text?.slice(0, MAX_TEXT_CHARS)]);
  }
  if (type === "revoke" && data.about !== undefined)
    return JSON.stringify([type, phone, data.about]);
  if (id === undefined) return undefined;
  return JSON.stringify([type, phone, from, id, data.status, data.kind]);
}
