import { describe, expect, test } from "vitest";
import {
  closest,
  findOptionIssues,
  optionIssuesError,
  type OptionRules,
} from "../src/option-issues.ts";

interface Options {
  readonly dir?: string;
  readonly retentionDays?: number;
}

const RULES: OptionRules<Options> = {
  dir: { expected: "a path", accepts: (value) => typeof value === "string" && value !== "" },
  retentionDays: { expected: "a number of days from 1", accepts: (value) => Number(value) >= 1 },
};

describe("finding issues", () => {
  test.each([[{}], [{ dir: "x" }], [{ dir: undefined }], [{ dir: "x", retentionDays: 3 }]])(
    "%o is in order",
    (input) => {
      expect(findOptionIssues(input, RULES)).toEqual([]);
    },
  );

  test("of a payload given in their place the first unknown names are told, the rest are counted", () => {
    const payload = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`field${at}`, at]));
    const issues = findOptionIssues({ ...payload, dir: "" }, RULES);
    expect(issues).toHaveLength(12);
    expect(optionIssuesError("LOG_OPTIONS_INVALID", "x", issues).message).toMatch(
      /^x: field0 is not .*; dir must be .*; others are no options either: 4990 of them\.$/,
    );
  });

  test("all of them are found at once", () => {
    expect(
      findOptionIssues({ dir: "", retentionDays: 0, retentiondays: 1, zone: 1 }, RULES),
    ).toEqual([
      { option: "dir", message: 'must be a path, but it is ""' },
      { option: "retentionDays", message: "must be a number of days from 1, but it is 0" },
      { option: "retentiondays", message: "is not an option, did you mean retentionDays?" },
      { option: "zone", message: "is not an option; there are dir, retentionDays" },
    ]);
  });

  test.each([[null], [undefined], ["dir"], [5], [[]], [["dir"]], [() => 1]])(
    "%o is no options object",
    (input) => {
      expect(findOptionIssues(input, RULES)).toMatchObject([{ option: "options" }]);
    },
  );

  test("names that every object has are not taken for options", () => {
    const input = JSON.parse('{"toString":1,"__proto__":2,"constructor":3}') as unknown;
    expect(findOptionIssues(input, RULES).map(({ option }) => option)).toEqual([
      "toString",
      "__proto__",
      "constructor",
    ]);
  });
});

describe("the error for issues", () => {
  test("names the subject and every issue in one sentence", () => {
    const issues = findOptionIssues({ dir: 5, retentionDays: 0 }, RULES);
    const error = optionIssuesError("LOG_OPTIONS_INVALID", "createLogWriter", issues);
    expect(error.code).toBe("LOG_OPTIONS_INVALID");
    expect(error.message).toBe(
      "createLogWriter: dir must be a path, but it is 5; " +
        "retentionDays must be a number of days from 1, but it is 0.",
    );
    expect(error.context).toEqual({ issues });
  });

  test("holds no control character and no phone number, not even from a name", () => {
    const issues = findOptionIssues({ "391234567890": 1, "a\u001B[2J": 1 }, RULES);
    const { message } = optionIssuesError("LOG_OPTIONS_INVALID", "createLogWriter", issues);
    expect(message).not.toMatch(/\d{7}|\p{Cc}/u);
  });
});

test.each([
  ["dirr", "dir"],
  ["retentionsDay", "retentionDays"],
  ["DIR", "dir"],
  ["idr", "dir"],
  ["d", undefined],
  ["completelyOther", undefined],
  ["", undefined],
])("nearest to %j is %s", (word, expected) => {
  expect(closest(word, Object.keys(RULES))).toBe(expected);
});
