import { compact, someOf } from "../payload/read-payload.ts";
import type { ContactData } from "./message-data.ts";

/** Longer cards hold pictures; what people search for stands at the beginning. */
const MAX_CHARS = 64 * 1024;
const LINE = /^(?:item\d+\.)?([A-Za-z-]+)[^:\r\n]*:(.*)$/;

/** Reads name, numbers, addresses and organisation of a vCard; anything else in it is left out. */
export function readVcard(text: string, displayName?: string): ContactData {
  const found = readLines(text.slice(0, MAX_CHARS));
  const first = (name: string): string | undefined => unescape(found.get(name)?.[0]);
  return (
    compact({
      name: first("FN") ?? displayName ?? first("N"),
      phones: someOf(found.get("TEL") ?? []),
      emails: someOf(found.get("EMAIL") ?? []),
      organization: first("ORG")?.replace(/;+$/, ""),
    }) ?? {}
  );
}

function readLines(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of unfold(text)) {
    const [, name = "", value = ""] = LINE.exec(line) ?? [];
    const earlier = found.get(name.toUpperCase()) ?? [];
    if (value !== "") found.set(name.toUpperCase(), [...earlier, value]);
  }
  return found;
}

function unfold(text: string): string[] {
  return text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
}

function unescape(value: string | undefined): string | undefined {
  return value?.replace(/\\([\\,;n])/g, (_, char: string) => (char === "n" ? "\n" : char));
}
