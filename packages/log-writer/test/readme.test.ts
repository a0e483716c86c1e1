import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { WRITER_OPTION_RULES } from "../src/options/writer-options.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(join(PACKAGE, "README.md"), "utf8");
const SNIPPETS = Array.from(README.matchAll(/^```js\n(.*?)^```$/gms), ([, code = ""]) => code);

// That each of them runs as printed is tried on the published package, in internal/acceptance.
test("there are snippets in both module systems", () => {
  expect(SNIPPETS.filter((code) => code.includes("import {")).length).toBeGreaterThan(3);
  expect(SNIPPETS.filter((code) => code.includes("require("))).toHaveLength(1);
});

test("the table has every option once, and no other", () => {
  const table = README.slice(README.indexOf("## Options"), README.indexOf("### Environment"));
  const named = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, name = ""]) => name);
  expect(named.toSorted()).toEqual(Object.keys(WRITER_OPTION_RULES).toSorted());
});
