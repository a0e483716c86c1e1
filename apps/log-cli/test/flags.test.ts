import { expect, test } from "vitest";
import { COMMANDS } from "../src/command-table.ts";
import { FLAGS, type FlagName } from "../src/flags.ts";
import { parseCommandLine } from "../src/parser.ts";

const NAMES = Object.keys(FLAGS) as FlagName[];
const OUTSIDE_COMMANDS: ReadonlySet<FlagName> = new Set(["version"] as const);

test("letters are given once", () => {
  const letters = NAMES.flatMap((name) => FLAGS[name].short ?? []);
  expect(new Set(letters).size).toBe(letters.length);
});

test.each(NAMES)("--%s is named well, explained, and an option of some command", (name) => {
  expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  // Help puts further words behind it.
  expect(FLAGS[name].help).toMatch(/^[a-z].*[^.]$/);
  const used = Object.values(COMMANDS).some(({ flags }) => flags.includes(name));
  expect(used).toBe(!OUTSIDE_COMMANDS.has(name));
});

test.each(NAMES)("the example of --%s is understood", (name) => {
  const command =
    Object.entries(COMMANDS).find(([, { flags }]) => flags.includes(name))?.[0] ?? "list";
  if (OUTSIDE_COMMANDS.has(name)) return;
  const words = FLAGS[name].example
    .split(/ (?=[^"]*(?:"[^"]*"[^"]*)*$)/)
    .map((word) => word.replaceAll('"', ""));
  const line = parseCommandLine([command, ...words]);
  expect(() => line.problems.throwIfAny()).not.toThrow();
  expect(line.values.has(name) || line.switches.has(name)).toBe(true);
});

test.each(Object.entries(COMMANDS))(
  "%s: values that are offered are those that help names",
  (_, entry) => {
    for (const [name, choices] of Object.entries(entry.flagChoices ?? {})) {
      const [named = ""] = (entry.flagHelp?.[name as FlagName] ?? "").split(" (");
      expect(named.split(/, | or /)).toEqual(choices);
    }
  },
);
