import type { AdaptedEntry, LinkEntry } from "../../src/index.ts";

/** What is logged of a payload, without what it tells of who is who. */
export function withoutLinks(
  entries: readonly AdaptedEntry[],
): readonly Exclude<AdaptedEntry, LinkEntry>[] {
  return entries.filter((entry) => entry.log !== "aliases");
}

/** What a payload tells of who is who, as text: `39333=138372@lid`, `39333>39334` for a change. */
export function linksIn(entries: readonly AdaptedEntry[]): string[] {
  return entries.flatMap((entry) =>
    entry.log === "aliases" ? [entry.phones.join(entry.reason === "same" ? "=" : ">")] : [],
  );
}
