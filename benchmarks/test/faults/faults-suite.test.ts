import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { readSection } from "../../src/benchmarks-page.ts";
import { FAULTS } from "../../src/faults/faults.ts";

/** Child processes run what was built: Node 20 runs no TypeScript. */
const MAIN = new URL("../../dist/main.js", import.meta.url);
const ROOT = new URL("../../../", import.meta.url);

function rowsOf(page: string): readonly string[] {
  const text = readFileSync(new URL(page, ROOT), "utf8");
  return readSection(text, "faults")
    .split("\n")
    .filter((line) => line.startsWith("| ") && line.includes("[test]"));
}

test.skipIf(process.platform === "win32")(
  "what a logger loses is seen, and what it keeps",
  async () => {
    const tmp = tempDir();
    const { code, stdout, stderr } = await runNode(MAIN, {
      args: ["faults", "--faults", "exit,hostile", "--subjects", "log-writer,rotating-file-stream"],
      env: { TMPDIR: tmp },
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const [exit, hostile] = stdout.split("\n").filter((line) => line.includes("[test]"));
    expect(exit).toMatch(/\| all there \| \*\*9,\d+\*\* of 10,000 lost \|$/);
    expect(hostile).toMatch(/\| all there \| \*\*2\*\* of 20 lost \|$/);
    expect(readdirSync(tmp)).toStrictEqual([]);
  },
  60_000,
);

test.each(["README.md", "docs/benchmarks.md"])("%s shows every fault and its test", (page) => {
  const rows = rowsOf(page);
  expect(rows).toHaveLength(FAULTS.length);
  for (const [at, { title, proof }] of FAULTS.entries()) {
    expect(rows[at]).toContain(`| ${title} ([test](`);
    expect(rows[at]).toContain(proof);
    expect(existsSync(fileURLToPath(new URL(proof, ROOT)))).toBe(true);
  }
});

test("README claims of log-writer what was measured: nothing lost", () => {
  for (const row of rowsOf("README.md")) expect(row.split(" | ")[1]?.trim()).toMatch(/^✓/);
});
