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
import { dangerousIn, HOSTILE } from "../hostile-texts.ts";
import { said } from "./said.ts";

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

describe.each(Object.keys(FORMS))("%s", (form) => {
  test.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))("%s", (_, text) => {
    const shown = render(form, text);
    expect(dangerousIn(shown)).toEqual([]);
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
