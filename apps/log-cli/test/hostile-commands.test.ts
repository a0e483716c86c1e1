import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatEntry } from "@org/log-core";
import { runCli, type FakeResult } from "./fake-io.ts";
import { dangerousIn, HOSTILE } from "./hostile-texts.ts";
import { fillFolder } from "./log-folder.ts";

const PHONE = "1234567890";
const DAY = "whatsapp/2026-11-23";

/** Names that a file system takes and a terminal must not. */
const NAMES: readonly string[] = [
  "\u001b[2J\u001b[31mred.log",
  "two\nok lines forged.log",
  "photo\u202egpj.log",
  "\u009b2Jc1.log",
  "zero\u200bwidth\ufeff.log",
  "=1+1.log",
];

let cwd = "";

/** All texts in all fields, lines that do not parse, and names of files and links. */
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "hostile-"));
  const dir = join(cwd, "app/logs");
  fillFolder(dir, [{ time: "2026-11-23T08:00:00.000Z", data: { text: "hello" } }]);
  mkdirSync(join(dir, "app/2026-11-23"), { recursive: true });
  for (const [at, text] of HOSTILE.entries()) {
    const time = `2026-11-23T08:01:${String(at % 60).padStart(2, "0")}.000Z`;
    const fields = { level: "info", time, type: text, bot: text, id: text, msg: text } as const;
    const entry = { ...fields, direction: "INCOMING", from: text, data: { text } } as const;
    appendFileSync(join(dir, DAY, `${PHONE}.log`), `${formatEntry({ ...entry, phone: PHONE })}\n`);
    appendFileSync(join(dir, DAY, `${PHONE}.log`), `${formatEntry({ ...entry, phone: text })}\n`);
    appendFileSync(
      join(dir, "app/2026-11-23/app.log"),
      `${formatEntry({ ...fields, level: "error", err: { message: text }, [text.slice(0, 100)]: text })}\n${text}\n`,
    );
  }
  for (const name of NAMES) {
    writeFileSync(join(dir, DAY, name), "hello\n");
    symlinkSync(name, join(dir, "whatsapp", name));
  }
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function onTerminal(argv: readonly string[], columns: number): Promise<FakeResult> {
  const env = { NO_COLOR: "1" };
  return runCli(argv, { cwd, isTTY: true, errorIsTTY: true, columns, env });
}

/** Nothing dangerous, and well-formed as bytes. */
function expectHarmless({ stdout, stderr }: FakeResult): void {
  const shown = stdout + stderr;
  expect(dangerousIn(shown)).toEqual([]);
  expect(Buffer.from(shown).toString("utf8")).toBe(shown);
}

/** In these a text may have lines of its own, told apart by a mark or by markup. */
const OF_LINES = new Set(["txt", "html"]);
const FORGED = /^(?:ok lines forged|forged|11:00:00 → text {8}forged)/m;

describe.each([
  ["list", ["list"]],
  ["list as json", ["list", "-o", "json"]],
  ["list as ndjson", ["list", "-o", "ndjson"]],
  ["list as csv", ["list", "-o", "csv"]],
  ["get", ["get", PHONE]],
  ["get with what it cost", ["get", PHONE, "--explain=full"]],
  ["get of the app's log", ["get", "--log", "app", "--explain=full"]],
  ["get everywhere", ["get", PHONE, "--everywhere"]],
  ["get as csv", ["get", PHONE, "-o", "csv"]],
  ["get as json", ["get", PHONE, "-o", "json"]],
  ["search", ["search", "--days", "7", "--regex", "."]],
  ["search as ndjson", ["search", "--days", "7", "--regex", ".", "-o", "ndjson"]],
  ["tail", ["tail", "-n", "200"]],
  ["stats", ["stats", "--top", "100", "--by", "data.text,bot,from"]],
  ["stats as json", ["stats", "--top", "100", "--by", "data.text,bot,from", "-o", "json"]],
  ["waiting", ["waiting", "--groups"]],
  ["waiting as json", ["waiting", "--groups", "-o", "json"]],
  ["waiting as csv", ["waiting", "--groups", "-o", "csv"]],
  ["doctor", ["doctor"]],
  ["doctor as json", ["doctor", "-o", "json"]],
  ["export as txt", ["export", PHONE, "-", "-o", "txt"]],
  ["export as html", ["export", PHONE, "-", "-o", "html"]],
  ["export as csv", ["export", PHONE, "-", "-o", "csv"]],
  ["export as json", ["export", PHONE, "-", "-o", "json"]],
] as const)("%s", (_, argv) => {
  test.each([40, 140])("at %d columns", async (columns) => {
    const result = await onTerminal(argv, columns);
    expect(result.code).toBeLessThan(2);
    expect(result.stdout).not.toBe("");
    expectHarmless(result);
    if (!OF_LINES.has(argv.at(-1) ?? "")) expect(result.stdout + result.stderr).not.toMatch(FORGED);
  });
});

test("doctor names the files it found, harmless", async () => {
  const { stdout } = await onTerminal(["doctor"], 140);
  expect(stdout).toContain(String.raw`\x1b[2J\x1b[31mred.log`);
});

describe("what is typed is told back harmless", () => {
  test.each([
    ["a command", (text: string) => [text]],
    ["a phone", (text: string) => ["get", text]],
    ["an option", (text: string) => ["list", `--${text}`]],
    ["a value", (text: string) => ["list", `--tz=${text}`]],
    ["a time", (text: string) => ["get", PHONE, "--since", text]],
    ["a text that is not there", (text: string) => ["search", `${text}nowhere`]],
    ["a pattern", (text: string) => ["search", "--regex", `(${text}`]],
    ["a condition", (text: string) => ["search", "--where", `${text}=`]],
    ["a folder", (text: string) => ["list", "--dir", `./${text}`]],
    ["a file", (text: string) => ["export", PHONE, `no/such/folder/${text}.json`]],
    ["a form", (text: string) => ["get", PHONE, "-o", text]],
    ["a cursor", (text: string) => ["get", PHONE, "--cursor", text]],
  ])("%s", async (_, argv) => {
    for (const text of HOSTILE.filter(({ length }) => length < 200)) {
      if (text.includes("\u0000")) continue;
      expectHarmless(await onTerminal(argv(text), 80));
    }
  });
});

test("the name of the log folder itself", async () => {
  const dir = join(cwd, "bot \u001b[2J\u202e\nok 🤖/app/logs");
  fillFolder(dir, [{ time: "2026-10-01T08:00:00.000Z" }]);
  for (const argv of [
    ["cleanup", "--dry-run"],
    ["doctor"],
    ["get", "555", "--days", "3"],
    ["search", "nowhere"],
    ["erase", PHONE, "--dry-run"],
  ]) {
    const result = await onTerminal([...argv, "--dir", dir], 80);
    expectHarmless(result);
    expect(result.stdout + result.stderr).not.toMatch(/^ok 🤖/m);
  }
});
