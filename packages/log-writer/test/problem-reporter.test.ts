import { LogError, type LogErrorCode } from "@org/log-core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ProblemReporter } from "../src/problem-reporter.ts";

function problem(code: LogErrorCode = "LOG_WRITE_FAILED", message = "no room"): LogError {
  return new LogError(code, message);
}

/** What is said on stderr while the test runs. */
function stderr(): string[] {
  const said: string[] = [];
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  return said;
}

describe("without onError", () => {
  test("one line a minute for each code", () => {
    const said = stderr();
    let nowMs = 0;
    const reporter = new ProblemReporter(undefined, () => nowMs);
    for (nowMs = 0; nowMs < 180_000; nowMs += 1000) {
      reporter.report(problem());
      reporter.report(problem("LOG_LINK_FAILED", "no links"));
    }
    expect(said).toHaveLength(6);
    expect(said.slice(0, 2)).toEqual([
      "log-writer: no room (LOG_WRITE_FAILED)\n",
      "log-writer: no links (LOG_LINK_FAILED)\n",
    ]);
    expect(reporter.count).toBe(360);
  });
});

describe("with onError", () => {
  test("each problem is given to it and nothing is said", () => {
    const said = stderr();
    const heard: LogError[] = [];
    const reporter = new ProblemReporter(
      (error) => void heard.push(error),
      () => 0,
    );
    const problems = [problem(), problem(), problem("LOG_CLEANUP_FAILED")];
    for (const each of problems) reporter.report(each);
    expect(heard).toEqual(problems);
    expect(said).toEqual([]);
    expect(reporter.count).toBe(3);
  });

  test.each([
    ["an error", new Error("handler down"), '"handler down"'],
    ["a text", "handler down", '"handler down"'],
    ["something without a text", Object.create(null), "an object"],
    ["a symbol", Symbol("s"), "a symbol"],
  ])("that throws %s: the problem is said, and that it failed", (_name, thrown, reason) => {
    const said = stderr();
    const reporter = new ProblemReporter(
      () => {
        throw thrown;
      },
      () => 0,
    );
    expect(() => reporter.report(problem())).not.toThrow();
    expect(said).toEqual([
      "log-writer: no room (LOG_WRITE_FAILED)\n",
      `log-writer: onError failed: ${reason}\n`,
    ]);
  });

  test("that rejects fails the same way and takes no process down", async () => {
    const said = stderr();
    const onError = (async () => {
      throw new Error("later");
    }) as unknown as (error: LogError) => void;
    new ProblemReporter(onError, () => 0).report(problem());
    await vi.waitFor(() => expect(said).toHaveLength(2));
    expect(said[1]).toBe('log-writer: onError failed: "later"\n');
  });

  test("that causes a problem itself is not asked again meanwhile", () => {
    const said = stderr();
    let calls = 0;
    const reporter: ProblemReporter = new ProblemReporter(
      () => {
        calls += 1;
        reporter.report(problem("LOG_WRITER_CLOSED", "closed"));
      },
      () => 0,
    );
    reporter.report(problem());
    reporter.report(problem());
    expect(calls).toBe(2);
    expect(reporter.count).toBe(4);
    expect(said).toEqual(["log-writer: closed (LOG_WRITER_CLOSED)\n"]);
  });
});
