import { isPersonKey, tryParsePhoneKey, type AliasReason } from "@org/log-core";
import type { AdaptedEntry, LinkEntry } from "./adapted-entry.ts";

/**
 * What ids of one person tell: one link, or none if they are one id. What is no person's id (a group,
 * a channel, what is missing) is left out; the order is kept.
 */
export function linkEntries(
  ids: readonly unknown[],
  reason: AliasReason = "same",
): readonly LinkEntry[] {
  const phones: string[] = [];
  for (const id of ids) {
    const key = id === undefined ? undefined : tryParsePhoneKey(id);
    if (key !== undefined && isPersonKey(key) && !phones.includes(key)) phones.push(key);
  }
  return phones.length < 2 ? [] : [{ log: "aliases", phones, reason }];
}

/** The entries with each link once, at the end: what is told twice of one payload is told often. */
export function linksLast(entries: readonly AdaptedEntry[]): readonly AdaptedEntry[] {
  const links = new Map<string, LinkEntry>();
  const others = entries.filter((entry) => {
    if (entry.log !== "aliases") return true;
    links.set(`${entry.reason} ${entry.phones.join(" ")}`, entry);
    return false;
  });
  return links.size === 0 ? entries : [...others, ...links.values()];
}
