import { expect, test, vi } from "vitest";
import { isLogError, LogError, systemErrorCode } from "../src/error.ts";

test("an error carries its code, its facts and what lies below it", () => {
  const cause = new Error("ENOSPC");
  const error = new LogError("LOG_WRITE_FAILED", "No space.", { cause, context: { entries: 3 } });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: "LogError", code: "LOG_WRITE_FAILED", message: "No space." });
  expect(error.cause).toBe(cause);
  expect(error.context).toEqual({ entries: 3 });
  expect(Object.isFrozen(error.context)).toBe(true);
  expect(error.stack).toContain("LogError: No space.");
});

test("without facts and cause there are none", () => {
  const error = new LogError("LOG_WRITER_CLOSED", "Closed.");
  expect(error.context).toEqual({});
  expect("cause" in error).toBe(false);
});

test("an error is known by code", () => {
  const error = new LogError("LOG_PHONE_INVALID", "No phone.");
  expect(isLogError(error)).toBe(true);
  expect(isLogError(error, "LOG_PHONE_INVALID")).toBe(true);
  expect(isLogError(error, "LOG_QUERY_INVALID")).toBe(false);
});

test("two copies of this package know each other's errors, where instanceof does not", async () => {
  vi.resetModules();
  const other = await import("../src/error.ts");
  const error = new other.LogError("LOG_PHONE_INVALID", "No phone.");
  expect(other.LogError).not.toBe(LogError);
  expect(error).not.toBeInstanceOf(LogError);
  expect(isLogError(error, "LOG_PHONE_INVALID")).toBe(true);
});

test.each([
  [new Error("x")],
  [{ code: "LOG_PHONE_INVALID", name: "LogError" }],
  [null],
  [undefined],
  ["LOG_PHONE_INVALID"],
])("%o is none of ours", (value) => {
  expect(isLogError(value)).toBe(false);
});

test("the system's codes are read from whatever was thrown", () => {
  expect(systemErrorCode(Object.assign(new Error("x"), { code: "ENOENT" }))).toBe("ENOENT");
  const ownOfNode = ["MODULE_NOT_FOUND", "ERR_INVALID_ARG_TYPE", "ENOENT: x"].map((code) => ({
    code,
  }));
  for (const value of [new Error("x"), { code: 2 }, null, undefined, "ENOENT", ...ownOfNode]) {
    expect(systemErrorCode(value)).toBeUndefined();
  }
});
