import { expect, test } from "vitest";
import { COMMANDS, isCommandName } from "../src/command-table.ts";

const ENTRIES = Object.entries(COMMANDS);

test.each(ENTRIES)(
  "%s has code to load, one place for each option, and examples of itself",
  async (name, entry) => {
    expect(await entry.load()).toBeTypeOf("function");
    expect(new Set(entry.flags).size).toBe(entry.flags.length);
    expect(entry.examples.length).toBeGreaterThan(1);
    for (const { typed } of entry.examples)
      expect(typed).toMatch(new RegExp(`^log-cli ${name}\\b`));
    expect(entry.takesWords).toBe(entry.words !== "");
  },
);

test.each(["toString", "__proto__", "constructor", "", "List"])("%s is no command", (word) => {
  expect(isCommandName(word)).toBe(false);
});
