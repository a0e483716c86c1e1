import { describe, expect, test } from "vitest";
import type { CommandName } from "../../src/command-entry.ts";
import { COMMANDS } from "../../src/command-table.ts";
import { FLAGS } from "../../src/flags.ts";
import { renderHelp, renderOverview } from "../../src/render/help.ts";
import { expectGolden } from "../golden.ts";

const NAMES = Object.keys(COMMANDS) as CommandName[];

test("the overview names every command", async () => {
  const text = renderOverview(80);
  for (const name of NAMES) expect(text).toMatch(new RegExp(`^  ${name}\\b`, "m"));
  await expectGolden("help.txt", text);
});

test("the overview fits 40 columns", () => {
  for (const line of renderOverview(40).split("\n")) expect(line.length).toBeLessThanOrEqual(40);
});

test("where help stands below options, they stand out", () => {
  const lines = renderHelp("waiting", 40).split("\n");
  const at = lines.indexOf("  --over TIME");
  expect(lines[at + 1]).toMatch(/^ {6}only who/);
  expect(lines).toContain("  -h, --help");
});

describe.each(NAMES)("%s --help", (name) => {
  test("shows every option it takes, and its examples", async () => {
    const text = renderHelp(name, 80);
    for (const flag of COMMANDS[name].flags) {
      expect(text).toMatch(new RegExp(`--${flag}(?: ${FLAGS[flag].value})?\\b`));
    }
    for (const { typed } of COMMANDS[name].examples) expect(text).toContain(typed);
    // Every terminal can show it.
    expect(text).toMatch(/^[\n -~]*$/);
    await expectGolden(`help-${name}.txt`, text);
  });

  test.each([40, 60, 80, 100])("fits %d columns", (columns) => {
    const examples = COMMANDS[name].examples.map(({ typed }) => typed);
    const long = renderHelp(name, columns)
      .split("\n")
      // What is to be copied stays in one piece, and the terminal breaks it.
      .filter((line) => line.length > columns && !examples.some((typed) => line.includes(typed)));
    expect(long).toEqual([]);
  });
});

test("a command's own default is told", () => {
  expect(renderHelp("get", 100)).toContain("24 hours (default: 7)");
  expect(renderHelp("export", 100)).toContain("24 hours (default: 30)");
  expect(renderHelp("list", 100)).toMatch(/24 hours$/m);
  expect(renderHelp("cleanup", 100)).toContain("N days before it");
});
