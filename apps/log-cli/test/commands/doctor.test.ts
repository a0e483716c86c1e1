import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { runCli } from "../fake-io.ts";
import { age, DAY, examine, FILE, healthy } from "../doctor/patients.ts";

test("a folder with which nothing is wrong", async () => {
  const { cwd } = healthy();
  const { attention, all } = await examine(cwd);
  expect(attention).toEqual([]);
  expect(all.map(({ check }) => check)).toEqual([
    "folder",
    "layout.json",
    "modes",
    "space",
    "inodes",
    "clock",
    "zone",
    "file system",
    "files",
    "links",
    "aliases",
    "retention",
    "writers",
    "descriptors",
    "lines",
    "reading",
  ]);
});

test.each([
  [1, "1 file ends in a line that is not complete"],
  [2, "2 files end in a line that is not complete"],
])("%d torn ends beside a damaged line", async (torn, sentence) => {
  const { cwd, dir } = healthy();
  appendFileSync(join(dir, FILE), "not an entry\n");
  for (const day of ["2026-11-22", "2026-11-23"].slice(0, torn)) {
    appendFileSync(join(dir, `whatsapp/${day}/1234567890.log`), '{"level":"info","time":"2026');
  }
  age(dir);
  const { attention } = await examine(cwd);
  expect(attention.find(({ check }) => check === "lines")?.summary).toContain(`, ${sentence}`);
});

test("for people: one line each, what to do below, the sum at the end", async () => {
  const { cwd, dir } = healthy();
  appendFileSync(join(dir, FILE), "not an entry\n");
  age(dir);
  const { code, stdout } = await runCli(["doctor"], { cwd });
  expect(stdout).toMatch(/^ok folder {7}\/.*, writable by /);
  expect(stdout).toMatch(
    /\n!! lines {8}1 line of 4 damaged: .*1234567890\.log:2\n {16}do: look at them/s,
  );
  expect(stdout).toMatch(/\n\n1 thing needs attention\.\n$/);
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThan(100);
  expect(code).toBe(1);
});

interface Ill {
  readonly make: (dir: string) => void;
  readonly check: string;
  readonly says: RegExp;
  readonly env?: Record<string, string>;
}

describe("what it finds", () => {
  const cases: readonly (readonly [string, Ill])[] = [
    [
      "a mode for everybody",
      {
        make: (dir) => chmodSync(dir, 0o755),
        check: "modes",
        says: /every user of this machine can get at the logs: .* has mode 0755/,
      },
    ],
    [
      "a clock that is behind",
      {
        make: (dir) => utimesSync(join(dir, FILE), 2_000_000_000, 2_000_000_000),
        check: "clock",
        says: /a file was written at 2033-.*, and here it is only 2026-/,
      },
    ],
    [
      "days to come",
      {
        make: (dir) => mkdirSync(join(dir, "whatsapp/2027-01-01")),
        check: "clock",
        says: /days that have not come yet: whatsapp\/2027-01-01/,
      },
    ],
    [
      "another zone in the environment",
      {
        make: () => undefined,
        env: { LOG_TIME_ZONE: "America/New_York" },
        check: "zone",
        says: /midnight in Europe\/Rome, but LOG_TIME_ZONE says America\/New_York/,
      },
    ],
    [
      "a damaged line",
      {
        make: (dir) => appendFileSync(join(dir, FILE), '{"level":"info"\n'),
        check: "lines",
        says: /1 line of 4 damaged: whatsapp\/2026-11-23\/1234567890\.log:2/,
      },
    ],
    [
      "a file nobody knows",
      {
        make: (dir) => writeFileSync(join(dir, DAY, "notes.txt"), ""),
        check: "files",
        says: /1 file the layout does not know: whatsapp\/2026-11-23\/notes\.txt/,
      },
    ],
    [
      "a name that acts on terminals",
      {
        make: (dir) => writeFileSync(join(dir, "\u001b[2J"), ""),
        check: "files",
        says: /1 file the layout does not know/,
      },
    ],
    [
      "a plain file where a link belongs",
      {
        make: (dir) => {
          rmSync(join(dir, "whatsapp/1234567890.log"));
          copyFileSync(join(dir, FILE), join(dir, "whatsapp/1234567890.log"));
        },
        check: "files",
        says: /1 plain file where a link belongs: whatsapp\/1234567890\.log/,
      },
    ],
    [
      "a link that leads nowhere",
      {
        make: (dir) => symlinkSync("2026-11-01/555.log", join(dir, "whatsapp/555.log")),
        check: "links",
        says: /1 link leading nowhere: whatsapp\/555\.log -> 2026-11-01\/555\.log/,
      },
    ],
    [
      "a link to somewhere else",
      {
        make: (dir) => symlinkSync("/etc/passwd", join(dir, "whatsapp/555.log")),
        check: "links",
        says: /whatsapp\/555\.log -> \/etc\/passwd/,
      },
    ],
    [
      "a day past retention",
      {
        make: (dir) => mkdirSync(join(dir, "whatsapp/2026-10-01")),
        check: "retention",
        says: /30 days before today are kept, but 1 folder is older: whatsapp\/2026-10-01/,
      },
    ],
  ];

  test.each(cases)("%s", async (_, { make, check, says, env }) => {
    const { cwd, dir } = healthy();
    make(dir);
    if (check !== "clock") age(dir);
    const { attention } = await examine(cwd, env === undefined ? {} : { env });
    expect(attention).toMatchObject([{ check, summary: expect.stringMatching(says) }]);
  });

  test("several at once, and it changes nothing", async () => {
    const { cwd, dir } = healthy();
    writeFileSync(join(dir, DAY, "notes.txt"), "");
    mkdirSync(join(dir, "whatsapp/2026-10-01"));
    age(dir);
    const before = readdirSync(dir, { recursive: true });
    expect((await examine(cwd)).attention.map(({ check }) => check)).toEqual([
      "files",
      "retention",
    ]);
    expect(readdirSync(dir, { recursive: true })).toEqual(before);
  });
});

test("what acts on terminals is shown as an escape", async () => {
  const { cwd, dir } = healthy();
  writeFileSync(join(dir, "\u001b[2J"), "");
  const { stdout } = await runCli(["doctor"], { cwd });
  expect(stdout).toContain(String.raw`\x1b[2J`);
  expect(stdout).not.toContain("\u001b");
});

describe("a folder that does not let itself be examined", () => {
  test("missing: one finding, or where the nearest is", async () => {
    const cwd = tempDir();
    const asked = await runCli(["doctor", "--dir", "x", "-o", "json"], { cwd });
    expect(JSON.parse(asked.stdout)).toMatchObject({
      ok: false,
      findings: [{ check: "folder", summary: expect.stringContaining("there is no such folder") }],
    });
    expect(asked.code).toBe(1);
    const standard = await runCli(["doctor"], { cwd });
    expect(standard.stderr).toContain("(LOG_FOLDER_MISSING)");
    expect(standard.code).toBe(2);
  });

  test.each([
    ["broken", "{", "layout.json must be an object"],
    ["newer", '{"version":2}', "format version 2"],
  ])("a layout.json that is %s", async (_, text, says) => {
    const { cwd, dir } = healthy();
    writeFileSync(join(dir, "layout.json"), text);
    const { attention } = await examine(cwd);
    expect(attention).toMatchObject([
      { check: "layout.json", summary: expect.stringContaining(says) },
    ]);
  });

  test("no layout.json at all", async () => {
    const { cwd, dir } = healthy();
    rmSync(join(dir, "layout.json"));
    const { attention } = await examine(cwd);
    expect(attention).toMatchObject([{ check: "layout.json" }]);
  });

  test("a file", async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, "x"), "");
    const { stdout } = await runCli(["doctor", "--dir", "x"], { cwd });
    expect(stdout).toContain("it is not a folder");
  });
});
