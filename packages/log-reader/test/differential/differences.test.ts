import { describe, expect, test } from "vitest";
import type { SearchQuery } from "../../src/index.ts";
import { collect, logsOf } from "../folder.ts";
import { isInstalled, jq, ripgrep } from "./tools.ts";

/*
 * What docs/querying.md says of texts, and where ripgrep and jq answer otherwise. A tool that is not
 * installed is not asked; what search finds is judged all the same.
 */
const HAS_RG = isInstalled("rg");
const HAS_JQ = isInstalled("jq");
const FILE = "whatsapp/2026-11-23/1234567890.log";

const COMPOSED = "caff\u00e8";
const DECOMPOSED = "caffe\u0300";

/** Who finds a text in a line; `undefined`: not asked. */
interface Case {
  readonly it: string;
  /** The fields behind `time`, as they stand in the line. */
  readonly fields: string;
  readonly text: string;
  readonly ignoreCase?: boolean;
  readonly search: boolean;
  readonly rg: boolean;
  readonly jq?: boolean;
}

const CASES: readonly Case[] = [
  // Letters
  {
    it: "one form of an accent is found in that form",
    fields: `"msg":"${COMPOSED}"`,
    text: COMPOSED,
    search: true,
    rg: true,
    jq: true,
  },
  {
    it: "the other form is another text",
    fields: `"msg":"${COMPOSED}"`,
    text: DECOMPOSED,
    search: false,
    rg: false,
    jq: false,
  },
  {
    it: "a letter without its accent is another text",
    fields: `"msg":"${COMPOSED}"`,
    text: "caffe",
    search: false,
    rg: false,
    jq: false,
  },
  {
    it: "a letter is found in its decomposed form",
    fields: `"msg":"${DECOMPOSED}"`,
    text: "caffe",
    search: true,
    rg: true,
    jq: true,
  },
  {
    it: "sharp s is not ss in any case",
    fields: `"msg":"Straße"`,
    text: "STRASSE",
    ignoreCase: true,
    search: false,
    rg: false,
  },
  {
    it: "capital sharp s is sharp s",
    fields: `"msg":"STRAẞE"`,
    text: "straße",
    ignoreCase: true,
    search: true,
    rg: true,
  },
  {
    it: "a sigma is a sigma wherever it stands",
    fields: `"msg":"σοφός"`,
    text: "ΣΟΦΌΣ",
    ignoreCase: true,
    search: true,
    rg: true,
  },
  {
    it: "the kelvin sign is a k",
    fields: `"msg":"300 \u212a"`,
    text: "300 k",
    ignoreCase: true,
    search: true,
    rg: true,
  },
  {
    it: "the Turkish capital is an i",
    fields: `"msg":"İstanbul"`,
    text: "istanbul",
    ignoreCase: true,
    search: false,
    rg: false,
  },
  {
    it: "the Turkish capital has an i and a dot",
    fields: `"msg":"İstanbul"`,
    text: "i\u0307stanbul",
    ignoreCase: true,
    search: true,
    rg: false,
  },
  {
    it: "the long s is no s",
    fields: `"msg":"Waſſer"`,
    text: "wasser",
    ignoreCase: true,
    search: false,
    rg: true,
  },
  // Escapes and surrogates
  {
    it: "quotation marks are those of the value",
    fields: String.raw`"msg":"say \"hi\""`,
    text: 'say "hi"',
    search: true,
    rg: false,
    jq: true,
  },
  {
    it: "a backslash is one",
    fields: String.raw`"msg":"C:\\temp"`,
    text: String.raw`C:\temp`,
    search: true,
    rg: false,
    jq: true,
  },
  {
    it: "marks of JSON are not in the value",
    fields: String.raw`"msg":"say \"hi\""`,
    text: String.raw`\"hi`,
    search: false,
    rg: true,
    jq: false,
  },
  {
    it: "a line break is one",
    fields: String.raw`"msg":"one\ntwo"`,
    text: "one\ntwo",
    search: true,
    rg: false,
    jq: true,
  },
  {
    it: "a letter may be written as an escape",
    fields: String.raw`"msg":"caff\u00e8"`,
    text: COMPOSED,
    search: true,
    rg: false,
    jq: true,
  },
  {
    it: "a solidus may be escaped",
    fields: String.raw`"msg":"a\/b"`,
    text: "a/b",
    search: true,
    rg: false,
    jq: true,
  },
  {
    it: "a pair of surrogates is a character",
    fields: String.raw`"msg":"\ud83d\ude00"`,
    text: "😀",
    search: true,
    rg: false,
    jq: true,
  },
  {
    it: "half of a pair stays what it is",
    fields: String.raw`"msg":"\ud83d!"`,
    text: "\ufffd!",
    search: false,
    rg: false,
  },
  {
    it: "half of a pair is found in a whole one",
    fields: `"msg":"😀"`,
    text: "\ude00",
    search: true,
    rg: false,
  },
  // Values
  {
    it: "names of fields are no content",
    fields: `"data":{"status":"sent"}`,
    text: "status",
    search: false,
    rg: true,
    jq: false,
  },
  {
    it: "nor is the envelope",
    fields: `"direction":"INCOMING","msg":"x"`,
    text: "INCOMING",
    search: false,
    rg: true,
    jq: false,
  },
  {
    it: "a text lies within one value",
    fields: `"data":{"a":"one","b":"two"}`,
    text: 'one","b":"two',
    search: false,
    rg: true,
    jq: false,
  },
  {
    it: "numbers have JavaScript's form",
    fields: `"data":{"n":1e3}`,
    text: "1000",
    search: true,
    rg: false,
    jq: true,
  },
  {
    it: "and not the one they are written in",
    fields: `"data":{"n":1e3}`,
    text: "1e3",
    search: false,
    rg: true,
    jq: false,
  },
  {
    it: "numbers beyond 2^53 are rounded",
    fields: `"data":{"n":12345678901234567890}`,
    text: "12345678901234567890",
    search: false,
    rg: true,
  },
  {
    it: "true, false and null are no text",
    fields: `"data":{"ok":true}`,
    text: "true",
    search: false,
    rg: true,
    jq: false,
  },
  // Lines
  {
    it: "a torn line is no entry",
    fields: `"msg":"torn`,
    text: "torn",
    search: false,
    rg: true,
    jq: false,
  },
  {
    it: "an entry behind a torn one is read",
    fields: `"msg":"to{"level":"info","time":"2026-11-23T10:00:00.000Z","msg":"whole"`,
    text: "whole",
    search: true,
    rg: true,
    jq: false,
  },
];

describe("who finds a text", () => {
  test.each(CASES)("$it", async ({ fields, text, ignoreCase = false, search, rg, jq: byJq }) => {
    const line = `{"level":"info","time":"2026-11-23T10:00:00.000Z",${fields}}\n`;
    const { dir, logs } = logsOf([], { files: { [FILE]: line } });
    const query: SearchQuery = { ignoreCase };
    expect((await collect(logs.search(text, query))).length > 0).toBe(search);
    // An argument holds neither half of a pair nor a line break for ripgrep.
    if (HAS_RG && !/\p{Surrogate}/u.test(text) && !text.includes("\n")) {
      expect(ripgrep(dir, text, ...(ignoreCase ? ["-i"] : [])).length > 0).toBe(rg);
    }
    if (HAS_JQ && byJq !== undefined) {
      expect(jq(dir, [FILE], "holds($text)", { text }).length > 0).toBe(byJq);
    }
  });

  test("of two levels in a line the first counts, for jq the last", async () => {
    const line = `{"level":"error","time":"2026-11-23T10:00:00.000Z","msg":"x","level":"info"}\n`;
    const { dir, logs } = logsOf([], { files: { [FILE]: line } });
    expect(await collect(logs.search("x", { minLevel: "error" }))).toHaveLength(1);
    if (HAS_JQ) expect(jq(dir, [FILE], `.level == "error"`)).toEqual([]);
  });
});
