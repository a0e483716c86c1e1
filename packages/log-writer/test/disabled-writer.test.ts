import { readdirSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { createLogWriter, type LogWriter, type WhatsAppMessage } from "../src/index.ts";

function disabled(dir: string): LogWriter {
  return createLogWriter({ enabled: false, dir, level: "trace" });
}

test("writes and creates nothing", async () => {
  const dir = tempDir();
  const logs = disabled(join(dir, "logs"));
  logs.appLogger.level = "trace";
  for (let at = 0; at < 10; at += 1) {
    expect(
      logs.logWhatsAppMessage({ phone: "1234567890", direction: "incoming", type: "text" }),
    ).toBe(true);
    expect(logs.logRequest({ method: "GET", url: "/" })).toBe(true);
    expect(logs.linkPhones(["1234567890", "123@lid"])).toBe(true);
    logs.appLogger.child({ a: 1 }).fatal(new Error("x"));
  }
  await logs.flush();
  await logs.close();
  await logs.close();
  await logs[Symbol.asyncDispose]();
  await new Promise<void>((resolve) => logs.appLogger.flush(() => resolve()));
  expect(readdirSync(dir)).toEqual([]);
  expect(logs.metrics()).toEqual({
    accepted: 0,
    written: 0,
    dropped: 0,
    expired: 0,
    bufferedBytes: 0,
    openFiles: 0,
    errors: 0,
  });
});

test("finds misuse all the same", () => {
  const logs = disabled("unused");
  const message = { phone: "../x", direction: "incoming", type: "text" } as WhatsAppMessage;
  expect(() => logs.logWhatsAppMessage(message)).toThrow(
    expect.objectContaining({ code: "LOG_PHONE_INVALID" }),
  );
  expect(() => logs.linkPhones(["1234567890", "120363025246125486@g.us"])).toThrow(
    expect.objectContaining({ code: "LOG_PHONE_INVALID" }),
  );
  expect(() => logs.logRequest({ method: "GET" } as never)).toThrow(/url is missing/);
  expect(() => createLogWriter({ enabled: false, level: "loud" as never })).toThrow(
    /level must be/,
  );
});
