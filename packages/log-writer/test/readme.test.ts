import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { WRITER_OPTION_RULES } from "../src/options/writer-options.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(join(PACKAGE, "README.md"), "utf8");
const SNIPPETS = Array.from(README.matchAll(/^```js\n(.*?)^```$/gms), ([, code = ""]) => code);

test("there are snippets in both module systems", () => {
  expect(SNIPPETS.filter((code) => code.includes("import {")).length).toBeGreaterThan(3);
  expect(SNIPPETS.filter((code) => code.includes("require("))).toHaveLength(1);
});

test.each(SNIPPETS)("runs as printed:\n%s", async (code) => {
  const dir = tempDir();
  mkdirSync(join(dir, "node_modules/@org"), { recursive: true });
  symlinkSync(PACKAGE, join(dir, "node_modules/@org/log-writer"), "dir");
  symlinkSync(join(PACKAGE, "node_modules/pino"), join(dir, "node_modules/pino"), "dir");
  const file = join(dir, code.includes("require(") ? "bot.cjs" : "bot.mjs");
  writeFileSync(file, code);
  const env = { LOG_DIR: "", LOG_LEVEL: "", LOG_STDOUT: "", LOG_TIME_ZONE: "" };
  const { code: exitCode, stderr } = await runNode(file, { cwd: dir, env });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
});

test("the table has every option once, and no other", () => {
  const table = README.slice(README.indexOf("## Options"), README.indexOf("### Environment"));
  const named = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, name = ""]) => name);
  expect(named.toSorted()).toEqual(Object.keys(WRITER_OPTION_RULES).toSorted());
});
