import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runNode, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";

/** Child processes run what was built: Node 20 runs no TypeScript. */
const MAIN = new URL("../../dist/main.js", import.meta.url);

/** Runs a suite in a temporary folder of its own. */
async function runSuite(...args: readonly string[]): Promise<{ stdout: string; tmp: string }> {
  const tmp = tempDir();
  const env = { TMPDIR: tmp, TMP: tmp, TEMP: tmp };
  const { code, stdout, stderr } = await runNode(MAIN, { args, env, timeoutMs: 170_000 });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return { stdout, tmp };
}

/** The cells of the row that begins with a title. */
function cellsOf(stdout: string, title: string): string[] {
  const row = stdout.split("\n").find((line) => line.startsWith(`| ${title} |`));
  if (row === undefined) throw new Error(`no row "${title}" in:\n${stdout}`);
  return row.split(" | ").slice(1);
}

describe.skipIf(process.platform === "win32")("the suites of reading, with little", () => {
  test("read: every comparison runs, and all its subjects find the same", async () => {
    const { stdout, tmp } = await runSuite("read", "--small", "--rounds", "1");
    expect(stdout.match(/^### /gm)).toHaveLength(9);
    for (const title of [
      "`node -e 0`",
      "bare limit in Node",
      "**log-cli stats**",
      "log-cli --help",
    ]) {
      expect(Number(cellsOf(stdout, title)[0]?.replace(",", ""))).toBeGreaterThan(0);
    }
    expect(stdout).toContain("All find 3 entries.");
    expect(stdout).toContain("All find 40,000 entries.");
    // The corpus stays for the next run, and nothing else.
    expect(readdirSync(tmp)).toEqual(["whatsapp-logs-corpora"]);
    expect(readdirSync(join(tmp, "whatsapp-logs-corpora"))).toHaveLength(1);
  }, 180_000);

  test("stream: the first line, the memory, and every line to one who takes all", async () => {
    const { stdout } = await runSuite("stream", "--small", "--rounds", "1");
    const [firstLineMs, , rssMb, mayBeMb, lines] = cellsOf(stdout, "takes all it gets");
    expect(Number(firstLineMs)).toBeGreaterThan(10);
    expect(Number(rssMb)).toBeGreaterThan(30);
    expect(Number(rssMb)).toBeLessThan(Number(mayBeMb));
    expect(lines).toBe("40,000");
  }, 120_000);

  test("costs: twice the days are twice the files, and a phone's are its own", async () => {
    const { stdout } = await runSuite("costs", "--small");
    const opened = (title: string): number => Number(cellsOf(stdout, title)[0]);
    expect([opened("a rare text, 2 days"), opened("a rare text, 4 days")]).toEqual([20, 40]);
    expect(opened("a rare text, 1 phone, 8 days")).toBe(8);
    expect(opened("the newest 100 of all")).toBe(10);
  }, 60_000);

  test("follow: every message comes once", async () => {
    const args = ["--phones", "50", "--idle", "1", "--messages", "100"];
    const { stdout, tmp } = await runSuite("follow", ...args);
    for (const title of ["a message every 10 ms", "all at once"]) {
      expect(cellsOf(stdout, title).slice(-2)).toEqual(["100", "0 |"]);
    }
    expect(stdout).toMatch(/Waiting takes \d+\.\d\d % of a core/);
    expect(readdirSync(tmp)).toEqual([]);
  }, 60_000);

  test("a comparison that is not there is refused with a sentence", async () => {
    const tmp = tempDir();
    const args = ["read", "--small", "--only", "everything"];
    const { code, stderr } = await runNode(MAIN, { args, env: { TMPDIR: tmp } });
    expect(code).toBe(2);
    expect(stderr).toContain("--only can be rare-text, rare-text-many-files, ");
  }, 60_000);
});
