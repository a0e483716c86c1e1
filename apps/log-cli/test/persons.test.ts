import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli, type FakeSetup } from "./fake-io.ts";
import { folderWith } from "./log-folder.ts";

const LID = "123456789012345@lid";
const OLD = "391111111111";
const NEW = "392222222222";
const IDS = [LID, OLD, NEW];
const OTHER = "393331234567";
const GROUP = "120363025246125486@g.us";

function alias(ids: readonly [string, string], reason = "same"): string {
  return `${JSON.stringify({ time: "2026-11-20T10:00:00.000Z", ids, reason })}\n`;
}

/** A person who wrote as a LID, a number and a new number. */
function folder(): string {
  const at = (minute: number): string => `2026-11-23T08:0${minute}:00.000Z`;
  const cwd = folderWith([
    { time: at(0), phone: LID, data: { text: "one", name: "Anna" } },
    { time: at(1), phone: OLD, data: { text: "two" } },
    { time: at(2), phone: NEW, data: { text: `three, call ${OLD} or ${OTHER}` } },
    { time: at(3), phone: OTHER, data: { text: "of another" } },
    { time: at(4), phone: GROUP, from: OLD, data: { text: "four" } },
    { time: at(5), phone: GROUP, from: OTHER, data: { text: "of another" } },
    { time: at(6), log: "app", phone: LID, msg: "five" },
  ]);
  const text = alias([LID, OLD]) + alias([OLD, NEW], "changed");
  appendFileSync(join(cwd, "app/logs/aliases.ndjson"), text);
  return cwd;
}

async function cli(argv: readonly string[], setup: Partial<FakeSetup> = {}) {
  return runCli(argv, { cwd: folder(), ...setup });
}

async function texts(argv: readonly string[]): Promise<string[]> {
  const { stdout } = await cli([...argv, "-o", "ndjson"]);
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    const { data, msg } = JSON.parse(line) as { data?: { text?: string }; msg: string };
    return (data?.text ?? msg).split(",")[0] ?? "";
  });
}

describe.each(IDS)("a person asked for by %s", (id) => {
  test("is found whole by get, search, tail and stats", async () => {
    expect(await texts(["get", id])).toEqual(["one", "two", "three"]);
    expect(await texts(["tail", id])).toEqual(["one", "two", "three"]);
    expect(await texts(["search", "", "--phone", id])).toEqual(["one", "two", "three", "five"]);
    expect(await texts(["get", id, "--everywhere"])).toEqual([
      "one",
      "two",
      "three",
      "four",
      "five",
    ]);
    const { stdout } = await cli(["stats", id, "-o", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ entries: 3 });
  });

  test("--exact shows what stands under this id", async () => {
    expect(await texts(["get", id, "--exact"])).toHaveLength(1);
    const everywhere = { [LID]: 2, [OLD]: 2, [NEW]: 1 }[id] ?? 0;
    expect(await texts(["get", id, "--exact", "--everywhere"])).toHaveLength(everywhere);
  });

  test("is shown with the id of each line", async () => {
    const { stdout } = await cli(["get", id, "-o", "pretty"], { columns: 140 });
    for (const one of IDS) expect(stdout).toContain(one);
    const exact = await cli(["get", id, "--exact", "-o", "pretty"], { columns: 140 });
    expect(exact.stdout.split("\n")[1]).not.toContain(id);
  });

  test("is the subject of an export that hides others", async () => {
    const cwd = folder();
    const argv = ["export", id, "me.ndjson", "--mask=others", "--days", "2"];
    expect(await runCli(argv, { cwd })).toMatchObject({ code: 0 });
    const text = readFileSync(join(cwd, "me.ndjson"), "utf8");
    for (const own of [...IDS, "Anna"]) expect(text).toContain(own);
    expect(text).not.toContain(OTHER);
  });

  test("is erased whole, after a question that names all ids", async () => {
    const cwd = folder();
    const { code, stdout, stderr } = await runCli(["erase", id, "--everywhere"], {
      cwd,
      answer: "y",
    });
    for (const one of IDS) expect(stderr).toContain(one);
    expect(code).toBe(0);
    expect(stdout).toContain("and 2 other ids of the same person");
    expect(stdout).toContain("2 lines that said which ids are theirs went too.");
    for (const one of IDS) expect(stdout).not.toContain(one.slice(0, 10));
    for (const one of ["123456789012345", OLD, NEW]) {
      expect(await runCli(["search", one], { cwd })).toMatchObject({ code: 1, stdout: "" });
      expect(await runCli(["get", one], { cwd })).toMatchObject({ code: 1, stdout: "" });
      for (const text of everyFile(join(cwd, "app/logs"))) expect(text).not.toContain(one);
    }
    expect(await runCli(["search", "another"], { cwd })).toMatchObject({ code: 0 });
  });
});

test("erase --exact asks for one id, and leaves the others linked", async () => {
  const cwd = folder();
  const { stderr } = await runCli(["erase", NEW, "--exact"], { cwd, answer: "y" });
  expect(stderr).not.toContain(OLD);
  expect(existsSync(join(cwd, `app/logs/whatsapp/2026-11-23/${OLD}.log`))).toBe(true);
  const { stdout } = await runCli(["list", "-o", "ndjson", "--phone", LID], { cwd });
  expect(stdout.split("\n").filter((line) => line !== "")).toHaveLength(2);
});

test("a person of whom only the links are left is erased too", async () => {
  const cwd = folderWith([{ time: "2026-11-23T08:00:00.000Z", phone: OTHER }]);
  const path = join(cwd, "app/logs/aliases.ndjson");
  appendFileSync(path, alias([LID, OLD]));
  const { code } = await runCli(["erase", LID, "--yes"], { cwd });
  expect(code).toBe(0);
  expect(readFileSync(path, "utf8")).not.toContain(OLD);
});

test("list shows the other ids of each phone in every form", async () => {
  const { stdout } = await cli(["list", "-o", "pretty"], { columns: 100 });
  expect(stdout).toContain(`  also ${OLD}, ${NEW}\n`);
  expect(stdout.match(/ {2}also /g)).toHaveLength(3);
  const json = await cli(["list", "-o", "json"]);
  const phones = JSON.parse(json.stdout) as { phone: string; aliases?: string[] }[];
  expect(phones.find(({ phone }) => phone === NEW)?.aliases).toEqual([LID, OLD]);
  expect(phones.find(({ phone }) => phone === OTHER)).not.toHaveProperty("aliases");
  const csv = await cli(["list", "-o", "csv"]);
  expect(csv.stdout).toMatch(
    /^phone,days,firstDay,lastDay,bytes,entries,firstTime,lastTime,aliases\r?\n/,
  );
  expect(csv.stdout).toContain(`${LID} ${OLD}`);
});

test("where nothing of a person is in the time asked for, it is said when there is", async () => {
  const { stderr } = await cli(["get", LID, "--on", "2026-11-20"]);
  expect(stderr).toContain("2026-11-23");
  expect(stderr).not.toContain("there is no log of");
});

function everyFile(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name} ${readFileSync(join(entry.parentPath, entry.name), "latin1")}`);
}

test("lines say which id they are of only where more than one of a person's is kept", async () => {
  const time = "2026-11-23T09:00:00.000Z";
  const cwd = folderWith([{ time, phone: NEW, data: { text: "hello" } }]);
  appendFileSync(join(cwd, "app/logs/aliases.ndjson"), alias([LID, NEW]));
  const one = await runCli(["get", NEW, "-o", "pretty"], { cwd });
  expect(one.stdout).not.toContain(NEW);
  const both = folderWith([
    { time, phone: NEW, data: { text: "hello" } },
    { time, phone: LID, data: { text: "hello" } },
  ]);
  appendFileSync(join(both, "app/logs/aliases.ndjson"), alias([LID, NEW]));
  const two = await runCli(["get", NEW, "-o", "pretty"], { cwd: both });
  expect(two.stdout).toContain(NEW);
  expect(two.stdout).toContain(LID);
});
