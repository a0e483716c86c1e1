import { isLogError } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { openLogs, type LogEntry } from "../../src/index.ts";
import { createRegexJudge } from "../../src/regex/regex-judge.ts";
import { collect, logsOf, messages } from "../folder.ts";

const HANGS = /^(a+)+$/;
const LONG = `${"a".repeat(40)}!`;
const BUDGET_MS = 200;

async function failureOf(entries: AsyncIterable<LogEntry>): Promise<unknown> {
  return collect(entries).then(
    () => "no failure",
    (error: unknown) => error,
  );
}

describe("a regular expression that hangs", { timeout: 30_000 }, () => {
  test("ends its query and nothing else, with an error that names it", async () => {
    const { dir } = logsOf([{ msg: "before" }, { msg: LONG, ago: 10 }]);
    const logs = openLogs({ dir, regexBudgetMs: BUDGET_MS });
    const failure = failureOf(logs.search("", { regex: HANGS }));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 10);
    const others = await Promise.all([
      messages(logs.search("before")),
      messages(logs.search("", { regex: /^bef/ })),
    ]);
    expect(others).toEqual([["before"], ["before"]]);
    const error = await failure;
    clearInterval(timer);
    expect(isLogError(error, "LOG_REGEX_TIMEOUT")).toBe(true);
    expect(String(error)).toContain("/^(a+)+$/");
    expect(turns).toBeGreaterThan(5);
    expect(await messages(logs.search("", { regex: /^bef/ }))).toEqual(["before"]);
    await logs.close();
  });

  test("is given up by a signal and by close at once", async () => {
    const { dir } = logsOf([{ msg: LONG }]);
    const logs = openLogs({ dir, regexBudgetMs: 60_000 });
    const abort = new AbortController();
    const aborted = failureOf(logs.search("", { regex: HANGS, signal: abort.signal }));
    abort.abort(new Error("enough"));
    expect(await aborted).toMatchObject({ message: "enough" });
    const closed = failureOf(logs.search("", { regex: HANGS }));
    await logs.close();
    expect(isLogError(await closed, "LOG_READER_CLOSED")).toBe(true);
  });

  test("ends a batch of a judge, which judges on", async () => {
    const judge = createRegexJudge({ source: "^(a+)+$", flags: "" }, { budgetMs: BUDGET_MS });
    expect(await judge.judge([["aaa"], ["b", "a"], ["b"]])).toEqual([true, true, false]);
    await expect(judge.judge([[LONG]])).rejects.toMatchObject({ code: "LOG_REGEX_TIMEOUT" });
    expect(await judge.judge([["aaa"]])).toEqual([true]);
    judge.close();
  });
});
