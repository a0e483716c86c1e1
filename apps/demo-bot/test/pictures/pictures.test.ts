import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";

const MAKE = new URL("../../dist/pictures.js", import.meta.url);
const SHOWN = fileURLToPath(new URL("../../../../docs/pictures/", import.meta.url));

function contents(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

test("the README shows what log-cli says now: `pnpm pictures` makes its pictures anew", async () => {
  const dir = tempDir();
  const { code, stderr } = await runNode(MAKE, { args: [dir], cwd: dir });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(Object.keys(contents(dir))).toEqual(["get.svg", "list.svg", "search.svg", "stats.svg"]);
  expect(contents(SHOWN)).toEqual(contents(dir));
});
