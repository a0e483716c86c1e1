import { logEntries, type LogSink } from "./log-sink.ts";
import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { fieldsOf, itemsOf } from "../payload/read-payload.ts";

/** What can tell the number behind a LID. */
export interface LidSource {
  getContactLidAndPhone?(ids: string[]): Promise<unknown>;
}

/** People who write without their number are many, but not at once. */
const MAX_ASKED = 10_000;

/**
 * Makes something that asks for the number of each LID that writes, once, and links the two. An answer
 * that does not come is no harm: the LID then stands for itself.
 */
export function createLidLookup(
  source: LidSource,
  logs: LogSink,
): (entries: readonly AdaptedEntry[]) => void {
  const asked = new Set<string>();
  return (entries) => {
    for (const lid of entries.flatMap(lidsIn)) {
      if (asked.has(lid)) continue;
      asked.add(lid);
      const [oldest] = asked;
      if (asked.size > MAX_ASKED && oldest !== undefined) asked.delete(oldest);
      void link(source, lid, logs);
    }
  };
}

function lidsIn(entry: AdaptedEntry): string[] {
  if (entry.log !== "whatsapp") return [];
  return [entry.phone, entry.from ?? ""].filter((id) => id.endsWith("@lid"));
}

async function link(source: LidSource, lid: string, logs: LogSink): Promise<void> {
  try {
    const found = itemsOf(await source.getContactLidAndPhone?.([lid])).map(fieldsOf);
    logEntries(
      logs,
      found.flatMap(({ lid: id, pn }) => (id === lid ? linkEntries([id, pn]) : [])),
    );
  } catch {
    // The page is closing, or this version of WhatsApp Web does not tell.
  }
}
