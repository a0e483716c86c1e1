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
  const decoded = new RegExp(
    `(?<![0-9A-Za-z])(?:${stems.map(escapePattern).join("|")})(?![0-9A-Za-z])`,
  );
  const numbers = names.filter((name) => /^\d+$/.test(name));
  const written = numbers.map((number) => new RegExp(writtenPattern(number), "u"));
  return (line) => {
    for (const needle of needles) {
      const found = findWhole(line, needle);
      if (found !== undefined) return found;
    }
    const whole = { start: 0, end: line.length };
    const text = numbers.length === 0 ? "" : line.toString("utf8");
    if (written.some((pattern) => pattern.test(text)) || holdsMessageOf(text, numbers))
      return whole;
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

/**
 * A number as people write it, `+1 (234) 567-890`, also behind an escape of JSON or a URL (`%2B1…`),
 * where the byte before it is a letter.
 */
function writtenPattern(number: string): string {
  const begin = String.raw`(?:(?<=%[0-9A-Fa-f]{2}|\\[nrtbf]|\\u[0-9A-Fa-f]{4})|(?<![0-9A-Za-z]))`;
  const gap = String.raw`(?:[\p{Zs}\t()./\p{Pd}\p{Cf}]|%20){0,3}`;
  return `${begin}${number.split("").join(gap)}(?![0-9A-Za-z])`;
}

/** The ids of the Cloud API's messages hold the number of the chat, coded. */
function holdsMessageOf(text: string, numbers: readonly string[]): boolean {
  if (!text.includes("wamid.")) return false;
  return [...text.matchAll(/wamid\.([A-Za-z0-9+/_-]{12,})/g)].some(([, coded = ""]) => {
    const id = Buffer.from(coded, "base64");
    // The number's length stands before it.
    return numbers.some((number) =>
      id.includes(Buffer.from([number.length, ...Buffer.from(number)])),
    );
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
