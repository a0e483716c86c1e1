import { copyPlain } from "./plain-copy.ts";
import { createSecretRule } from "./secrets.ts";

/** The line was built from redacted values: cutting it must not judge them again. */
const NO_SECRETS = { ...createSecretRule([]), isSecretName: (): boolean => false };
/** Strings shorter than this carry names and ids; cutting them saves nothing worth having. */
const MIN_STRING_CHARS = 32;

/**
 * The line itself if it has at most `maxBytes`, else a shorter one: its longest strings cut until it
 * fits, and `"truncated":true` before `msg`. What has too many fields to fit loses `data` altogether.
 *
 * @param line one entry with its line feed
 */
export function fitLine(line: string, maxBytes: number): string {
  // UTF-8 takes at most three bytes for a UTF-16 unit: most lines need no counting.
  if (line.length * 3 <= maxBytes || Buffer.byteLength(line) <= maxBytes) return line;
  const entry = JSON.parse(line) as Record<string, unknown>;
  for (let chars = maxBytes >> 1; chars >= MIN_STRING_CHARS; chars >>= 1) {
    const shorter = formatCut(entry, chars);
    if (Buffer.byteLength(shorter) <= maxBytes) return shorter;
  }
  return formatCut(withoutContent(entry), MIN_STRING_CHARS);
}

function formatCut(entry: Record<string, unknown>, maxStringChars: number): string {
  const { msg, ...rest } = entry;
  const copy = copyPlain(rest, "", NO_SECRETS, { maxStringChars });
  const text = copyPlain(msg, "", NO_SECRETS, { maxStringChars });
  const fields = copy.value as Record<string, unknown>;
  return `${JSON.stringify({ ...fields, truncated: true, msg: text.value })}\n`;
}

const KEPT = [
  "level",
  "time",
  "bot",
  "instance",
  "phone",
  "from",
  "direction",
  "type",
  "id",
  "sentAt",
];

function withoutContent(entry: Record<string, unknown>): Record<string, unknown> {
  const kept = KEPT.filter((name) => entry[name] !== undefined).map((name) => [name, entry[name]]);
  return { ...Object.fromEntries(kept), data: "[too large]", msg: entry["msg"] };
}
