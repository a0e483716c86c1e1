import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { createLogWriter, type LogWriter } from "../../src/index.ts";

/** A writer whose app.log can never be written: a folder has its name. */
function failing(onError: (logs: () => LogWriter) => void): LogWriter {
  const dir = tempDir();
  const day = new Date(NOW).toISOString().slice(0, 10);
  mkdirSync(join(dir, "app", day, "app.log"), { recursive: true });
  const logs: LogWriter = createLogWriter({
    dir,
    timeZone: "UTC",
    clock: { now: () => NOW },
    onError: () => onError(() => logs),
  });
  return logs;
}

const NOW = Date.parse("2026-11-23T10:00:00Z");

function code(call: Promise<void>): Promise<string> {
  return call.then(
    () => "ok",
    (error: { code: string }) => error.code,
  );
}

test("whoever flushes at each error and in a loop while the writer closes is answered", async () => {
  const asked: Promise<string>[] = [];
  const logs = failing((writer) => asked.push(code(writer().flush())));
  logs.appLogger.info("never");
  logs.logRequest({ method: "GET", url: "/" });
  const state = { closed: false };
  const closing = code(logs.close()).then((answer) => {
    state.closed = true;
    return answer;
  });
  while (!state.closed) {
    asked.push(code(logs.flush()));
    await new Promise(setImmediate);
  }
  expect(await closing).toBe("LOG_WRITE_FAILED");
  expect(new Set(await Promise.all(asked))).toContain("LOG_WRITE_FAILED");
  expect(logs.metrics()).toMatchObject({ accepted: 1, written: 1, dropped: 1, bufferedBytes: 0 });
});

test("flushing in a loop on a failing disk tries at most about twenty times a second", async () => {
  const logs = failing(() => undefined);
  logs.appLogger.info("never");
  const untilMs = performance.now() + 500;
  let flushes = 0;
  for (; performance.now() < untilMs; flushes += 1) await code(logs.flush());
  expect(flushes).toBeLessThan(20);
  await code(logs.close());
});
