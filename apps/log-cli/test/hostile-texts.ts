/** What somebody could write to harm who looks at it, and what must not be left of it. */

const ESC = "\u001b";

/** Texts that act on terminals, forge lines, turn direction, hide, calculate, or run as a script. */
export const HOSTILE: readonly string[] = [
  `${ESC}[2J${ESC}[H${ESC}[31mred`,
  `${ESC}]0;title\u0007${ESC}]52;c;cGF5\u0007`,
  `${ESC}P1$r${ESC}\\ ${ESC}_apc${ESC}\\ ${ESC}^pm${ESC}\\ ${ESC}c`,
  "\u009b2J\u009d0;title\u009c\u0090q\u009c",
  "a\u0000b\u0007\b\b\b\u000e\u000f\u007f",
  "hi\r\n11:00:00 → text        forged\rforged\u0085forged\u2028forged\u2029forged\u000bforged\u000cforged",
  "photo\u202egpj.exe \u202dx \u2066y \u2067z\u2069 \u2068w",
  "zero\u200bwidth\u2060\ufeff\u00ad\u180e",
  "tags \u{e0041}\u{e0042} \ufff9a\ufffab\ufffb \u206a\u206f",
  "half \ud83d and \udc4b",
  "=1+1",
  "+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "a;=1",
  "a\n=1",
  `=HYPERLINK("https://example.com","x")`,
  `<script>alert(1)</script><img src=x onerror=alert(1)>`,
  `"><svg onload=alert(1)>' onmouseover='alert(1)`,
  `</style><style>*{display:none}</style></title></main>`,
  `<!--`,
  `]]>`,
  `&lt;script&gt; &#60;`,
  `javascript:alert(1)`,
  "x".repeat(10_000),
  "漢".repeat(10_000),
  `e${"\u0301".repeat(2_000)}`,
  "👨‍👩‍👧".repeat(1_000),
  "\u200d".repeat(1_000),
  '{"level":"info","time":"2026-11-23T10:15:30.123Z"}',
];

/** C0 but for tabs and line feeds, DEL, C1, separators, what turns direction, what cannot be seen. */
const DANGEROUS: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x2028, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];

/** The characters of a text that must not reach eyes. */
export function dangerousIn(text: string): string[] {
  return Array.from(text).filter((char) => {
    const code = char.codePointAt(0) ?? 0;
    return DANGEROUS.some(([from, to]) => code >= from && code <= to);
  });
}
