import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { checkHygiene } from "../check-hygiene.mjs";

const GOOD = {
  "test/a.test.ts": 'test("a", () => {});',
  "docs/a.md": "see ~/home/x/ and /srv/bot/\n",
  ".github/workflows/a.yml": `  - uses: actions/checkout@${"0a".repeat(20)} # v7.0.0\n  - uses: ./.github/setup\n`,
};

const problems = (change: Readonly<Record<string, string>>): readonly string[] =>
  checkHygiene(fileTree({ ...GOOD, ...change })).problems;

test("a clean tree passes, and is counted", () => {
  expect(checkHygiene(fileTree(GOOD))).toEqual({ seen: "3 files, 1 of them tests", problems: [] });
});

// Named apart, so that this file passes the check itself.
const ONLY = "only";
const HOME = "home";
const USERS = "Users";

test.each([
  [
    "a test that runs alone",
    "test/b.test.ts",
    `\ntest.${ONLY}("b", () => {});`,
    ":2: a test run must",
  ],
  [
    "a table that runs alone",
    "test/b.test.ts",
    `it.concurrent.${ONLY}.each([])`,
    ":1: a test run must",
  ],
  ["a home folder", "docs/b.md", `/${HOME}/somebody/project`, "a path of one machine"],
  ["a home folder on a Mac", "a.json", `"/${USERS}/somebody/project"`, "a path of one machine"],
  ["a home folder on Windows", "a.ts", `C:\\${USERS}\\somebody`, "a path of one machine"],
  [
    "a registry in the lock file",
    "pnpm-lock.yaml",
    "tarball: https://example.com/a.tgz",
    "one registry",
  ],
  [
    "an action by its tag",
    ".github/workflows/ci.yml",
    "      - uses: actions/checkout@v7",
    "a tag can be moved",
  ],
  ["a registry in .npmrc", ".npmrc", "registry=https://example.com", "each machine's own"],
])("finds %s", (_, path, content, problem) => {
  expect(problems({ [path]: content })).toEqual([expect.stringContaining(problem)]);
});

test("finds the folder of the checkout itself", () => {
  const root = fileTree(GOOD);
  writeFileSync(join(root, "a.md"), `cd ${root}/docs`);
  expect(checkHygiene(root).problems).toEqual(["a.md:1: names the folder of this checkout"]);
});

test("seeing no test is a problem", () => {
  expect(checkHygiene(fileTree({ "a.md": "" })).problems).toEqual(["no test file was seen"]);
});
