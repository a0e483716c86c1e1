import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { checkErrorsDoc } from "../check-errors-doc.mjs";

const REGISTRY = `export const LOG_ERROR_CODES = { LOG_A: { summary: "a" }, LOG_B: { summary: "b" } };`;

const check = (page: string, registry = REGISTRY) =>
  checkErrorsDoc(
    fileTree({
      "packages/log-core/package.json": `{"type":"module"}`,
      "packages/log-core/dist/index.js": registry,
      "docs/errors.md": page,
    }),
  );

test("headings and table rows document codes; a mention does not", async () => {
  const page = "# Errors\n\n## LOG_A\n\nSee `LOG_DIR`.\n\n| code | |\n|---|---|\n| `LOG_B` | b |\n";
  await expect(check(page)).resolves.toEqual({ seen: "2 codes", problems: [] });
});

test.each([
  ["a code without a text", "## LOG_A\n\nLike LOG_B.", "LOG_B is not documented"],
  [
    "a text without a code",
    "## LOG_A\n## LOG_B\n## LOG_C",
    "LOG_C is documented, but no such code",
  ],
  ["a code with two texts", "## LOG_A\n## LOG_B\n### `LOG_A`", "LOG_A is documented twice"],
])("finds %s", async (_, page, problem) => {
  expect((await check(page)).problems).toContainEqual(expect.stringContaining(problem));
});

test("seeing nothing is a problem: no registry, an empty one", async () => {
  expect((await checkErrorsDoc(fileTree({}))).problems).toHaveLength(2);
  expect((await check("", "export const OTHER = 1;")).problems).toEqual([
    "packages/log-core/dist/index.js: LOG_ERROR_CODES has no codes",
  ]);
});
