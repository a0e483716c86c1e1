import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collect } from "../folder.ts";
import { folderOf, fragments, saidWith, soughtText, type Said } from "./shared-corpus.ts";
import { isInstalled, placesOf, ripgrep } from "./tools.ts";

const RUNS = process.env["FULL"] === undefined ? 40 : 400;

type Values = readonly [way: string, text: string, msg: string, nested: string, bytes: string];

/** Fields as log-writer writes them: what need not be escaped is not. */
function fieldsOf([way, text, msg, nested, bytes]: Values): string {
  const data = `{"the-text":"${text}","list":["${nested}"],"bytes":${bytes}}`;
  return `,"direction":"${way}","data":${data},"msg":"${msg}"`;
}

const writersFields = fc
  .tuple(fc.constantFrom("INCOMING", "OUTGOING"), fragments, fragments, fragments, fc.nat())
  .map(([way, text, msg, nested, bytes]) => ({
    json: fieldsOf([way, text, msg, nested, String(bytes)]),
    frame: fieldsOf([way, "", "", "", ""]),
  }));

/** Texts that ripgrep finds in names, times and marks as well are no question to both. */
function isInFrames(said: readonly Said[], text: string): boolean {
  const sought = text.toLowerCase();
  if (/^[-\d:.tz]*$/i.test(text)) return true;
  return said.some(({ level, fields }) => {
    return `"level":"${level}","time","phone"${fields.frame}`.toLowerCase().includes(sought);
  });
}

const questions = fc.array(soughtText, { minLength: 1, maxLength: 6 });

describe.skipIf(!isInstalled("rg"))("search finds the lines that ripgrep finds", () => {
  test("with -F", { timeout: 600_000 }, async () => {
    let found = 0;
    const property = fc.asyncProperty(saidWith(writersFields), questions, async (said, texts) => {
      const { dir, logs } = folderOf(said);
      for (const text of texts.filter((one) => !isInFrames(said, one))) {
        const entries = await collect(logs.search(text, { ignoreCase: false }));
        expect(placesOf(dir, entries)).toEqual(ripgrep(dir, text));
        found += entries.length;
      }
    });
    await fc.assert(property, { numRuns: RUNS });
    expect(found).toBeGreaterThan(RUNS);
  });

  test("with -i, in every script", { timeout: 600_000 }, async () => {
    let found = 0;
    const property = fc.asyncProperty(saidWith(writersFields), questions, async (said, texts) => {
      const { dir, logs } = folderOf(said);
      for (const text of texts.filter((one) => !isInFrames(said, one))) {
        const entries = await collect(logs.search(text, { ignoreCase: true }));
        // The one letter of these that ripgrep has no small form for: see the differences.
        const isTurkish =
          /[Ii\u{130}]|\u{307}/u.test(text) && said.some(({ fields }) => /İ/.test(fields.json));
        if (!isTurkish) expect(placesOf(dir, entries)).toEqual(ripgrep(dir, text, "-i"));
        found += entries.length;
      }
    });
    await fc.assert(property, { numRuns: RUNS });
    expect(found).toBeGreaterThan(RUNS);
  });
});
