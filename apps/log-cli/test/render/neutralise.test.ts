import { describe, expect, test } from "vitest";
import { neutralise, neutraliseJson } from "../../src/render/neutralise.ts";

const ESC = "\u001b";

/** Every code point that acts on a terminal or on the text around it, or hides in it. */
const DANGEROUS: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x2028, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];

function isDangerous(code: number): boolean {
  return DANGEROUS.some(([from, to]) => code >= from && code <= to);
}

function codePoints(text: string): number[] {
  return Array.from(text, (char) => char.codePointAt(0) ?? 0);
}

describe("neutralise", () => {
  test("leaves nothing dangerous of any code point there is, and changes no other", () => {
    const changed: number[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const text = `a${String.fromCodePoint(code)}b`;
      const safe = neutralise(text);
      if (safe !== text) changed.push(code);
      if (isDangerous(code)) expect(codePoints(safe).filter(isDangerous)).toEqual([]);
    }
    const dangerous = DANGEROUS.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, at) => from + at),
    );
    expect(changed).toEqual(dangerous);
  });

  test.each([
    ["colour", `${ESC}[31mred`, String.raw`\x1b[31mred`],
    ["title", `${ESC}]0;evil\u0007`, String.raw`\x1b]0;evil\x07`],
    ["C1 CSI", "\u009b2J", String.raw`\x9b2J`],
    ["forged line", "a\nb\rc", String.raw`a\x0ab\x0dc`],
    ["delete", "a\u007f", String.raw`a\x7f`],
    ["line separator", "a\u2028b", String.raw`a\u2028b`],
    ["override", "photo\u202egpj.exe", String.raw`photo\u202egpj.exe`],
    ["half of a pair", "a\ud83d", String.raw`a\ud83d`],
    ["tag", "a\u{e0041}", String.raw`a\u{e0041}`],
  ])("shows %s as an escape", (_, dangerous, shown) => {
    expect(neutralise(dangerous)).toBe(shown);
  });

  test.each([
    ["a name that WhatsApp isolates", "@\u2068Anna\u2069, hi", "@Anna, hi"],
    ["a zero-width space", "pass\u200bword", "password"],
    ["a byte order mark", "\ufeffHello", "Hello"],
    ["a soft hyphen", "auto\u00admatic", "automatic"],
  ])("leaves out %s", (_, text, shown) => {
    expect(neutralise(text)).toBe(shown);
  });

  test.each([
    ["family of joiners", "👨‍👩‍👧"],
    ["Persian with a non-joiner", "می‌خواهم"],
    ["marks of direction", "abc\u200e \u200fשלום"],
    ["flag of Scotland", "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
    ["skin tone and selector", "👍🏽 ❤️"],
    ["Thai and Arabic", "สวัสดี مرحبا"],
  ])("keeps %s", (_, text) => {
    expect(neutralise(text)).toBe(text);
  });

  test("keeps lines and tabs where a text has several, and nothing else", () => {
    expect(neutralise("a\n\tb\r\u001b", "keep lines")).toBe(
      String.raw`a` + "\n\tb" + String.raw`\x0d\x1b`,
    );
  });
});

describe("neutraliseJson", () => {
  test("loses nothing: what is shown parses to the same value", () => {
    const value = {
      text: "\u009b2J \u007f \u202egpj \u200b \u2068x\u2069 \u{e0041} 👨‍👩‍👧 \u001b[31m",
    };
    const shown = neutraliseJson(JSON.stringify(value));
    expect(codePoints(shown).filter(isDangerous)).toEqual([]);
    expect(JSON.parse(shown)).toEqual(value);
  });

  test("leaves the line feeds between entries", () => {
    expect(neutraliseJson('{"a":1}\n')).toBe('{"a":1}\n');
  });
});
