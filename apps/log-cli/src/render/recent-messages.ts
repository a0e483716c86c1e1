import type { LogEntry } from "@org/log-core";
import type { Content } from "./content/content.ts";

/** The last messages by id, so that an answer, a reaction or a receipt can say what it is about. */
export interface RecentMessages {
  /** Notes a message. */
  add(entry: LogEntry, content: Content): void;
  /** How the message with this id began: one line, not yet safe to look at. */
  find(id: string | undefined): string | undefined;
}

/** Enough for a busy day of one phone; memory stays bounded however many entries come. */
const MAX_MESSAGES = 1_000;
const MAX_CHARS = 60;

/** Makes an empty memory. */
export function createRecentMessages(): RecentMessages {
  const beginnings = new Map<string, string>();
  return {
    add({ id, direction }, { text, state }) {
      // A request has the id of the message that it sent.
      if (typeof id !== "string" || direction === undefined) return;
      if (text === undefined || state !== undefined) return;
      const [line = ""] = text.trim().split(/[\r\n]/, 1);
      beginnings.set(id, line.slice(0, MAX_CHARS * 2));
      const [oldest] = beginnings.size > MAX_MESSAGES ? beginnings.keys() : [];
      if (oldest !== undefined) beginnings.delete(oldest);
    },
    find: (id) => (id === undefined ? undefined : beginnings.get(id)),
  };
}
