import type { FindMention } from "./blank-lines.ts";

const ESCAPE: Buffer = Buffer.from("\\u");

/**
 * Finds in a line what stands for a person (a number, an id, a tag), not as a part of something
 * longer. A line that holds JSON escapes is also looked at as JSON reads it; its mention then has no
 * place of its own and is taken to be the whole line.
 */
export function createFindMention(names: readonly string[]): FindMention {
  const stems = names.map(withoutServer);
  const needles = stems.map((name) => Buffer.from(name));
  const coded = names.map((name) => Buffer.from([name.length, ...Buffer.from(name)]));
  const decoded = new RegExp(
    `(?<![0-9A-Za-z])(?:${stems.map(escapePattern).join("|")})(?![0-9A-Za-z])`,
  );
  const written = stems.map((stem, index) => {
    // The digits of a LID are nothing that people write with spaces.
    const isNumber = stem === names[index] && /^\d+$/.test(stem);
    return new RegExp(
      `${BEGIN}${isNumber ? writtenPattern(stem) : escapePattern(stem)}${END}`,
      "u",
    );
  });
  return (line) => {
    for (const needle of needles) {
      const found = findWhole(line, needle);
      if (found !== undefined) return found;
    }
    const whole = { start: 0, end: line.length };
    const text = line.toString("utf8");
    if (written.some((pattern) => pattern.test(text)) || holdsMessageOf(text, coded)) return whole;
    if (!line.includes(ESCAPE) || !decoded.test(decodeEscapes(line))) return undefined;
    return whole;
  };
}

/** A LID stands in texts with a device (`…:7@lid`) and as a mention (`@…`); its digits are its own. */
function withoutServer(name: string): string {
  return /^(\d{12,})@lid$/.exec(name)?.[1] ?? name;
}

function findWhole(line: Buffer, needle: Buffer): { start: number; end: number } | undefined {
  for (let at = line.indexOf(needle); at >= 0; at = line.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (!isKeyByte(line[at - 1]) && !isKeyByte(line[end])) return { start: at, end };
  }
  return undefined;
}

/** Behind an escape of JSON or a URL (`%2B1…`, `%252B1…`) the byte before a name is a letter or digit. */
const BEGIN = String.raw`(?:(?<=%(?:25){0,4}[0-9A-Fa-f]{2}|\\[nrtbf]|\\u[0-9A-Fa-f]{4})|(?<![0-9A-Za-z]))`;
const END = "(?![0-9A-Za-z])";

/** A number as people write it: `+1 (234) 567-890`, `001234567890`. */
function writtenPattern(number: string): string {
  const gap = String.raw`(?:[\p{Zs}\t()./\p{Pd}\p{Cf}]|%20){0,3}`;
  return `(?:00${gap})?${number.split("").join(gap)}`;
}

/** The ids of the Cloud API's messages hold the number or id of the chat, coded, its length before it. */
function holdsMessageOf(text: string, coded: readonly Buffer[]): boolean {
  if (!text.includes("wamid.")) return false;
  return [...text.matchAll(/wamid\.([A-Za-z0-9+/_-]{12,})/g)].some(([, id = ""]) => {
    const bytes = Buffer.from(id, "base64");
    return coded.some((name) => bytes.includes(name));
  });
}

/** Digits and letters: `1234567890` is not mentioned by `91234567890` nor by `wamid.A1234567890`. */
function isKeyByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a)
  );
}

function decodeEscapes(line: Buffer): string {
  return line
    .toString("utf8")
    .replace(/\\u([0-9a-fA-F]{4})/g, (_escape, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}

function escapePattern(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
