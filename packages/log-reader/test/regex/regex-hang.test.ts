import { isLogError } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { openLogs, type LogEntry, type LogReader } from "../../src/index.ts";
import { createRegexJudge } from "../../src/regex/regex-judge.ts";
import { collect, logsOf, messages, NOW } from "../folder.ts";

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

  test.each<[string, (logs: LogReader) => Promise<unknown>]>([
    ["search", (logs) => collect(logs.search("", { regex: "(a+)+$" }))],
    ["get", (logs) => collect(logs.get("1234567890", { regex: "(a+)+$", before: 1 }))],
    ["stats", (logs) => logs.stats({ regex: "(a+)+$" })],
    ["follow", (logs) => logs.follow({ regex: "(a+)+$", last: 1 }).next()],
  ])("on a long line ends %s, and the reader reads on", async (_, ask) => {
    const { dir } = logsOf([{ msg: "before" }, { msg: `${"a".repeat(100_000)}!` }]);
    const logs = openLogs({ dir, regexBudgetMs: BUDGET_MS, clock: { now: () => NOW } });
    await expect(ask(logs)).rejects.toMatchObject({
      code: "LOG_REGEX_TIMEOUT",
      message: expect.stringContaining("/(a+)+$/") as string,
    });
    expect(await messages(logs.search("", { regex: "^bef" }))).toEqual(["before"]);
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
