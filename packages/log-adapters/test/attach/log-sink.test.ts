import { expect, test } from "vitest";
import { logEntries, type AdaptedEntry } from "../../src/index.ts";
import { createRecorder } from "./recorder.ts";

const MESSAGE: AdaptedEntry = {
  log: "whatsapp",
  phone: "1234567890",
  direction: "INCOMING",
  type: "text",
  data: { text: "Hi" },
  id: "a",
};
const LINE: AdaptedEntry = {
  log: "app",
  level: "warn",
  message: "Connection: close",
  data: { code: 1 },
};
const LINK: AdaptedEntry = { log: "aliases", phones: ["1234567890", "1@lid"], reason: "changed" };

test("messages go to their phone's log without the mark of the adapter, the rest to app.log", () => {
  const logs = createRecorder();
  expect(logEntries(logs, [MESSAGE, LINE])).toBe(true);
  const { log: _log, ...message } = MESSAGE;
  expect(logs.messages).toEqual([message]);
  expect(logs.app).toEqual([["warn", { data: { code: 1 } }, "Connection: close"]]);
});

test("links go to the writer, and nowhere if it has no method for them", () => {
  const older = createRecorder();
  delete older.linkPhones;
  expect(logEntries(older, [LINK, MESSAGE])).toBe(true);
  expect(older.messages).toHaveLength(1);
  const logs = createRecorder();
  expect(logEntries(logs, [LINK])).toBe(true);
  expect(logs.links).toEqual([["changed", "1234567890", "1@lid"]]);
});

test("false of the writer is handed on", () => {
  expect(logEntries({ ...createRecorder(), linkPhones: () => false }, [LINK, LINE])).toBe(false);
  const logs = { ...createRecorder(), logWhatsAppMessage: () => false };
  expect(logEntries(logs, [MESSAGE, LINE])).toBe(false);
});

test("an entry that the writer refuses is one error in app.log, and costs no other", () => {
  let calls = 0;
  const logs = createRecorder(() => {
    calls += 1;
    if (calls === 1) throw Object.assign(new Error("closed"), { code: "LOG_WRITER_CLOSED" });
  });
  logEntries(logs, [MESSAGE, MESSAGE]);
  expect(logs.messages).toHaveLength(1);
  expect(logs.app).toMatchObject([
    ["error", { id: "a", err: { code: "LOG_WRITER_CLOSED" } }, "A message could not be logged"],
  ]);
});

test("a logger that is broken itself does not make the bot fall", () => {
  const broken = (): never => {
    throw new Error("broken");
  };
  const logs = {
    logWhatsAppMessage: broken,
    appLogger: { info: broken, warn: broken, error: broken },
  };
  expect(() => logEntries(logs, [MESSAGE, LINE])).not.toThrow();
});
