import { expect, test } from "vitest";
import { createProblems } from "../src/problems.ts";

test("no problem, no error", () => {
  expect(() => createProblems().throwIfAny()).not.toThrow();
});

test("a single problem keeps its own code", () => {
  const problems = createProblems();
  problems.add("no phone", "LOG_PHONE_INVALID");
  expect(problems.toError()).toMatchObject({ code: "LOG_PHONE_INVALID", message: "no phone." });
});

test("several are one sentence, and a usage error", () => {
  const problems = createProblems();
  problems.add("no phone", "LOG_PHONE_INVALID");
  problems.add("no option --x, did you mean --y?");
  expect(() => problems.throwIfAny()).toThrow(
    expect.objectContaining({
      code: "LOG_USAGE_INVALID",
      message: "no phone; no option --x, did you mean --y?",
    }),
  );
});
