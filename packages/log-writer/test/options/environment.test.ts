import type { LogError } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../src/options/environment.ts";

function read(environment: Record<string, string | undefined>): {
  options: object;
  warnings: LogError[];
} {
  const warnings: LogError[] = [];
  const options = readEnvironment(environment, (warning) => void warnings.push(warning));
  return { options, warnings };
}

test("each variable sets its option", () => {
  const { options, warnings } = read({
    LOG_DIR: "/var/log/bot",
    LOG_TIME_ZONE: "Europe/Rome",
    LOG_RETENTION_DAYS: "90",
    LOG_BOT: "sales",
    LOG_INSTANCE: "web1",
    LOG_LEVEL: "WARN",
    LOG_STDOUT: "all",
    LOG_OTHER: "x",
  });
  expect(options).toEqual({
    dir: "/var/log/bot",
    timeZone: "Europe/Rome",
    retentionDays: 90,
    bot: "sales",
    instance: "web1",
    level: "warn",
    stdout: "all",
  });
  expect(warnings).toEqual([]);
});

test("false is a value of its own", () => {
  expect(read({ LOG_RETENTION_DAYS: "false", LOG_STDOUT: "false" }).options).toEqual({
    retentionDays: false,
    stdout: false,
  });
});

test("empty variables are not set", () => {
  const empty = { LOG_DIR: "", LOG_TIME_ZONE: "", LOG_RETENTION_DAYS: "", LOG_LEVEL: "" };
  expect(read({ ...empty, LOG_BOT: undefined })).toEqual({ options: {}, warnings: [] });
});

describe("a value that is not understood", () => {
  test.each([
    ["LOG_TIME_ZONE", "Rome", "an IANA time zone"],
    ["LOG_RETENTION_DAYS", "a month", "a whole number of days"],
    ["LOG_RETENTION_DAYS", " ", "a whole number of days"],
    ["LOG_RETENTION_DAYS", "-1", "a whole number of days"],
    ["LOG_INSTANCE", "../x", "a letter followed by"],
    ["LOG_LEVEL", "loud", "one of trace"],
    ["LOG_STDOUT", "yes", 'false or "app" or "all"'],
    ["LOG_BOT", "b".repeat(200), "a name"],
  ])("%s=%s is ignored with a warning", (name, value, expected) => {
    const { options, warnings } = read({ [name]: value, LOG_DIR: "kept" });
    expect(options).toEqual({ dir: "kept" });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({
      code: "LOG_ENVIRONMENT_INVALID",
      context: { variable: name },
    });
    expect(warnings[0]?.message).toContain(`${name} must be ${expected}`);
    expect(warnings[0]?.message).toMatch(/; it is ignored\.$/);
  });

  test("does not repeat a phone number or move a cursor", () => {
    const [warning] = read({ LOG_RETENTION_DAYS: "391234567890\u001B[2J" }).warnings;
    expect(warning?.message).not.toContain("1234567");
    expect(warning?.message).not.toContain("\u001B");
  });
});
