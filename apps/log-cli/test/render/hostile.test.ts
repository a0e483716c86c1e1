import { describe, expect, test } from "vitest";
import type { LogEntry } from "@org/log-core";
import { createChatExportRenderer } from "../../src/render/chat-export.ts";
import { createCsvRenderer } from "../../src/render/csv.ts";
import type { EntryRenderer } from "../../src/render/entry-renderer.ts";
import { glyphsFor } from "../../src/render/glyphs.ts";
import { createHtmlRenderer } from "../../src/render/html.ts";
import { createJsonRenderer, createNdjsonRenderer } from "../../src/render/json.ts";
import { createLocalTime } from "../../src/render/local-time.ts";
import { createPaint } from "../../src/render/paint.ts";
import { createPrettyRenderer } from "../../src/render/pretty.ts";
import { csvForScreen, jsonForScreen } from "../../src/render/screen.ts";
import { said } from "./said.ts";

const ESC = "\u001b";

/** What somebody could write to harm who looks at it. */
const HOSTILE: readonly string[] = [
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

/** Every place of an entry that comes from outside, some of it from lines that no writer of ours made. */
function entriesWith(text: string): readonly LogEntry[] {
  const time = "2026-11-23T10:15:30.123Z";
  return [
    said(time, { id: text, data: { text } }),
    said(time, { data: { text: "an answer", context: { id: text }, profile: { name: text } } }),
    said(time, {
      phone: text,
      from: text,
      type: text,
      bot: text,
      msg: text,
      data: { [text]: text },
    }),
    said(time, { direction: "OUTGOING", bot: text, data: { text } }),
    said(time, { type: "image", data: { caption: text, filename: text, mime_type: text } }),
    said(time, { type: "location", data: { name: text, address: text, latitude: text } }),
    said(time, {
      type: "contacts",
      data: { contacts: [{ name: { formatted_name: text }, phones: [{ phone: text }] }] },
    }),
    said(time, {
      type: "interactive",
      data: { body: { text }, action: { button: text, buttons: [{ reply: { title: text } }] } },
    }),
    said(time, { type: "reaction", data: { emoji: text, message_id: text } }),
    said(time, {
      type: "status",
      level: "error",
      data: {
        status: "failed",
        errors: [{ code: text, title: text, error_data: { details: text } }],
      },
    }),
    said(time, { direction: "SYSTEM", type: "system", data: { body: text } }),
    { level: "error", time, bot: text, msg: text, err: { message: text }, [text]: text },
    {
      level: "info",
      time,
      type: "request",
      msg: text,
      data: { method: text, url: text, status: 200 },
    },
  ];
}

const localTime = createLocalTime("Europe/Rome");

function pretty(columns: number, unicode = true): EntryRenderer {
  return createPrettyRenderer({
    localTime,
    paint: createPaint(false),
    glyphs: glyphsFor(unicode),
    columns,
    named: true,
  });
}

/** Each form that is meant for eyes or spreadsheets. */
const FORMS: Readonly<Record<string, (title: string) => EntryRenderer>> = {
  "pretty at 40 columns": () => pretty(40),
  "pretty at 80 columns": () => pretty(80),
  "pretty at 140 columns": () => pretty(140),
  "pretty without Unicode": () => pretty(80, false),
  txt: () => createChatExportRenderer(localTime),
  html: (title) => createHtmlRenderer({ localTime, title }),
  "csv for a spreadsheet": () => createCsvRenderer("spreadsheet"),
  "csv on a terminal": () => csvForScreen(createCsvRenderer()),
  "json on a terminal": () => jsonForScreen(createJsonRenderer()),
  "ndjson on a terminal": () => jsonForScreen(createNdjsonRenderer()),
};

function render(form: string, text: string): string {
  const renderer = FORMS[form]?.(text);
  if (renderer === undefined) throw new Error(form);
  const shown =
    entriesWith(text)
      .map((entry) => renderer.entry(entry))
      .join("") + renderer.end();
  if (form !== "csv for a spreadsheet") return shown;
  // Rows of CSV end with CR LF, and the mark says that it is UTF-8.
  return shown.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
}

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

function isDangerous(code: number): boolean {
  return DANGEROUS.some(([from, to]) => code >= from && code <= to);
}

describe.each(Object.keys(FORMS))("%s", (form) => {
  test.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))("%s", (_, text) => {
    const shown = render(form, text);
    const codes = Array.from(shown, (char) => char.codePointAt(0) ?? 0);
    expect(codes.filter(isDangerous)).toEqual([]);
    // As bytes: it is well-formed UTF-8, and what a terminal reads of it is the same.
    expect(Buffer.from(shown).toString("utf8")).toBe(shown);
    if (form === "html") expectOnlyOurMarkup(shown);
    if (form === "csv for a spreadsheet") expectNoFormula(shown);
  });
});

/** Every tag is one that we write, with nothing in it from outside but times and texts in quotes. */
function expectOnlyOurMarkup(page: string): void {
  const body = page.slice(page.indexOf("</style>") + "</style>".length);
  const ours =
    /^<(?:\/?(?:head|body|html|header|main|footer|article|h1|h2|p|ul|li|blockquote|time)|(?:h1|p|li|blockquote)(?: class="[a-z]+")? dir="auto"|p class="meta"|article class="[a-z ]+"|time datetime="[\d:.TZ-]+")>$/;
  for (const [tag] of body.matchAll(/<[^>]*>/g)) expect(tag).toMatch(ours);
  expect(body.replaceAll(/<[^>]*>/g, "")).not.toMatch(/[<>]/);
}

const FORMULA = /^(?:[=@＝]|[+\-＋][\p{L}\p{N}(])/u;

/** No cell begins as a formula does, nor does any part of a line where other separators divide. */
function expectNoFormula(csv: string): void {
  for (const [, quoted, plain] of csv.matchAll(
    /(?<=^|[,\n])(?:"((?:[^"]|"")*)"|([^",\n]*))(?=[,\n]|$)/g,
  )) {
    expect(quoted ?? plain).not.toMatch(FORMULA);
  }
  for (const part of csv.split(/[;\t\n]/)) {
    expect(part.replace(/^["']+(?=["'])/, "")).not.toMatch(FORMULA);
  }
}

describe("honest text is not harmed", () => {
  test.each([
    ["a family", "👨‍👩‍👧‍👦"],
    ["a flag of tags", "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
    ["a skin tone", "👍🏽 ❤️"],
    ["Persian with non-joiners", "می‌خواهم"],
    ["marks of direction", "abc\u200e \u200fשלום"],
    ["Hindi, Thai, Japanese", "नमस्ते สวัสดี こんにちは"],
  ])("%s", (_, text) => {
    for (const form of Object.keys(FORMS)) {
      if (form === "pretty without Unicode" || /^(?:nd)?json/.test(form)) continue;
      expect(render(form, text)).toContain(text);
    }
  });

  test("JSON on a terminal parses to the entries as they are", () => {
    for (const text of HOSTILE.filter((one) => !/\p{Cs}/u.test(one))) {
      expect(JSON.parse(render("json on a terminal", text))).toEqual(
        JSON.parse(JSON.stringify(entriesWith(text))),
      );
    }
  });
});
