import { formatEntry, type LogEntry } from "@org/log-core";
import { copyPlain } from "./plain-copy.ts";
import { NO_SECRETS } from "./secrets.ts";

/** Strings shorter than this carry names and ids; cutting them saves nothing worth having. */
const MIN_STRING_CHARS = 32;
/** What strings keep in an entry whose content has gone: 1,024 bytes hold that in any script. */
const LEAST_STRING_CHARS = 4;

/** Names and times by which an entry is found: all short, none is ever cut. */
const NEVER_CUT: ReadonlySet<string> = new Set([
  "level",
  "time",
  "instance",
  "phone",
  "from",
  "direction",
  "sentAt",
]);
/** What stays of an entry that has too many fields to fit, beside those. */
const KEPT: ReadonlySet<string> = new Set(["bot", "type", "id", "msg"]);

/**
 * The line itself if it has at most `maxBytes` (1,024 or more), else a shorter one: its longest
 * strings cut until it fits, and `"truncated":true` before `msg`. What has too many fields to fit
 * loses its content altogether.
 *
 * @param line one entry with its line feed
 */
export function fitLine(line: string, maxBytes: number): string {
  // UTF-8 takes at most three bytes for a UTF-16 unit: most lines need no counting.
  if (line.length * 3 <= maxBytes || Buffer.byteLength(line) <= maxBytes) return line;
  const entry = JSON.parse(line) as LogEntry;
  for (let chars = maxBytes >> 1; chars >= MIN_STRING_CHARS; chars >>= 1) {
    const shorter = formatCut(entry, chars);
    if (Buffer.byteLength(shorter) <= maxBytes) return shorter;
  }
  const bare = withoutContent(entry);
  for (let chars = MIN_STRING_CHARS; chars > LEAST_STRING_CHARS; chars >>= 1) {
    const shorter = formatCut(bare, chars);
    if (Buffer.byteLength(shorter) <= maxBytes) return shorter;
  }
  return formatCut(bare, LEAST_STRING_CHARS);
}

function formatCut(entry: LogEntry, maxStringChars: number): string {
  const fields = Object.entries(entry).map(([name, value]) => [
    name,
    // Field by field, as they were copied: the limits of the copy count from the top of each.
    NEVER_CUT.has(name) ? value : copyPlain(value, "", NO_SECRETS, { maxStringChars }).value,
  ]);
  const cut = { ...(Object.fromEntries(fields) as LogEntry), truncated: true as const };
  return `${formatEntry(cut)}\n`;
}

function withoutContent(entry: LogEntry): LogEntry {
  const kept = Object.entries(entry).filter(([name]) => NEVER_CUT.has(name) || KEPT.has(name));
  return { ...(Object.fromEntries(kept) as unknown as LogEntry), data: "[too large]" };
}
