import { expect, test } from "vitest";
import { prepareArgv, restoreDash } from "../src/argv.ts";
import { createProblems } from "../src/problems.ts";

function prepare(...argv: string[]): { words: string[]; problem: string | undefined } {
  const problems = createProblems();
  const words = prepareArgv(argv, problems).map(restoreDash);
  try {
    problems.throwIfAny();
  } catch (error) {
    return { words, problem: (error as Error).message };
  }
  return { words, problem: undefined };
}

test.each([
  [["get", "+1", "(234)", "-567", "-890"]],
  [["get", "-(234)", "-.5", "- 5"]],
  [["search", "--", "-ofoo", "--dry-run=yes", "-days"]],
  [["list", "--dir", "x", "--dir=y", "-o", "json", "-o=json", "-h"]],
  [["cleanup", "--dry-run=true", "--set=false"]],
])("%j comes back as it was", (argv) => {
  expect(prepare(...argv)).toEqual({ words: argv, problem: undefined });
});

test("a piece of a phone does not look like an option any more", () => {
  expect(prepareArgv(["-567"], createProblems())[0]).not.toMatch(/^-/);
});

test("-ojson is -o json", () => {
  expect(prepare("-ojson").words).toEqual(["-o=json"]);
});

test("a long option with one dash is told", () => {
  expect(prepare("-days", "3").problem).toBe("-days needs two dashes: --days.");
});

test("a switch with a value is told: it would silently be off", () => {
  expect(prepare("--dry-run=yes").problem).toBe('--dry-run takes no value, but it is given "yes".');
});
