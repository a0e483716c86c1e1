import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { SUBJECT_NAMES, SUBJECTS } from "../../src/write/subjects.ts";

/** Child processes run what was built: Node 20 runs no TypeScript. */
const MAIN = new URL("../../dist/main.js", import.meta.url);

test("every subject writes every line, in one small run of the whole comparison", async () => {
  const tmp = tempDir();
  const { code, stdout, stderr } = await runNode(MAIN, {
    args: ["write", "--entries", "2000", "--repeats", "1", "--phones", "1", "--timeout", "15"],
    env: { TMPDIR: tmp, TMP: tmp, TEMP: tmp },
  });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  for (const name of SUBJECT_NAMES) {
    const row = stdout.split("\n").find((line) => line.startsWith(`| ${SUBJECTS[name].title} |`));
    expect(row ?? stdout).toMatch(/\| all(, still writing .*)? \|$/);
  }
  expect(readdirSync(tmp)).toStrictEqual([]);
}, 30_000);

test.skipIf(process.platform === "win32")(
  "log-writer keeps all lines of more phones than it may open files",
  async () => {
    const args = ["write", "--entries", "4000", "--repeats", "1", "--phones", "1000"];
    const subjects = ["--subjects", "bare-limit,log-writer", "--timeout", "25"];
    const { code, stdout, stderr } = await runNode(MAIN, { args: [...args, ...subjects] });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout.match(/\| all \|$/gm)).toHaveLength(2);
  },
  30_000,
);

test.each([
  [["nothing"], 'There is no suite "nothing".'],
  [["write", "--phones", "7"], '--phones can be 1, 1000, 10000, but it is "7".'],
  [["write", "--subjects", "bunyan"], 'but it is "bunyan".'],
  [["write", "--repeats", "0"], '--repeats must be a whole number from 1, but it is "0".'],
  [["write", "--fast"], "Unknown option '--fast'"],
  [["corpus"], "Say which one folder to make"],
  [
    ["corpus", tmpdir(), "--size", "huge"],
    '--size must be small|week|few-phones|many-phones, but it is "huge".',
  ],
  [
    ["corpus", tmpdir(), "--last-day", "soon"],
    '--last-day must be a day like 2026-11-22, but it is "soon".',
  ],
])("%j is refused with a sentence", async (args, sentence) => {
  const { code, stderr } = await runNode(MAIN, { args });
  expect(stderr).toContain(sentence);
  expect(stderr).not.toContain("    at ");
  expect(code).toBe(2);
});

test("without a name the suites are listed", async () => {
  const { code, stdout } = await runNode(MAIN);
  expect(code).toBe(0);
  expect(stdout).toContain("pnpm bench corpus DIR");
  expect(stdout).toContain("pnpm bench write [--repeats N]");
});
