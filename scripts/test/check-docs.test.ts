import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { checkDocs } from "../check-docs.mjs";

const GOOD = {
  "README.md":
    "# Read me\n\n[format](docs/file-format.md#one-line-2-fields) [top](#read-me) [web](https://example.com/no)\n",
  "ARCHITECTURE.md": "word ".repeat(1199),
  "CONTRIBUTING.md": "`[code](nowhere.md)`\n\n```\n[code](nowhere.md)\n```\n",
  "SECURITY.md": "[up][1]\n\n[1]: README.md\n",
  "package.json": '{"repository":{"url":"git+https://example.com/org/logs.git"}}',
  "packages/a/package.json": "{}",
  "packages/a/README.md": "[more](https://example.com/org/logs/blob/main/README.md#read-me)\n",
  "docs/file-format.md": "## One `line`: 2 fields\n\n[back](../README.md)\n",
};

const problems = (change: Readonly<Record<string, string>>): readonly string[] =>
  checkDocs(fileTree({ ...GOOD, ...change })).problems;

test("pages whose links all lead somewhere pass, and are counted", () => {
  expect(checkDocs(fileTree(GOOD))).toEqual({ seen: "5 links in 6 pages", problems: [] });
});

test.each([
  ["a dead link", "docs/a.md", "[a](b.md)", "b.md leads nowhere"],
  ["a dead reference", "docs/a.md", "[a][b]\n\n[b]: b.md", "b.md leads nowhere"],
  ["a dead picture", "docs/a.md", "![a](b.png)", "b.png leads nowhere"],
  ["a dead heading", "docs/a.md", "[a](../README.md#gone)", "a heading that is not there"],
  [
    "a heading that is only code",
    "docs/a.md",
    "```\n# Gone\n```\n[a](#gone)",
    "a heading that is not there",
  ],
  ["a way out", "docs/a.md", "[a](../../b.md)", "leads out of the repository"],
  [
    "a dead link to the repository's page",
    "docs/a.md",
    "[a](https://example.com/org/logs/blob/main/docs/b.md)",
    "docs/b.md leads nowhere",
  ],
  [
    "a dead heading on the repository's page",
    "docs/a.md",
    "[a](https://example.com/org/logs/blob/main/README.md#gone)",
    "a heading that is not there",
  ],
  [
    "a link that a published page takes out of its package",
    "packages/a/README.md",
    "[a](../../README.md)",
    "leads out of its package",
  ],
  ["a long ARCHITECTURE.md", "ARCHITECTURE.md", "word ".repeat(1200), "1200 words"],
])("finds %s", (_, path, content, problem) => {
  expect(problems({ [path]: content })).toEqual([expect.stringContaining(problem)]);
});

test("seeing nothing is a problem: no pages, no links", () => {
  const found = checkDocs(fileTree({})).problems;
  expect(found).toContain("README.md: not there");
  expect(found).toContain("no relative link was seen");
});
