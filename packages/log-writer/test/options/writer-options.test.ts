import { describe, expect, test } from "vitest";
import {
  resolveWriterOptions,
  WRITER_OPTION_RULES,
  type LogWriterOptions,
} from "../../src/options/writer-options.ts";

const MIB = 1024 * 1024;

interface Case {
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

/** Texts and numbers that no option takes but by its own rule. */
const CASES: Readonly<Record<keyof LogWriterOptions, Case>> = {
  dir: { good: ["app/logs", "/", "."], bad: ["", "a\0b", 5, null, new URL("file:///x")] },
  timeZone: {
    good: ["Europe/Rome", "UTC", "Asia/Kolkata", "Asia/Calcutta"],
    bad: ["", "Europe/Atlantis", "+02:00", "rome", 2, null],
  },
  retentionDays: {
    good: [1, 30, 36_500, false],
    bad: [0, -1, 1.5, 36_501, "30", true, null, Number.NaN],
  },
  bot: { good: ["sales", "b".repeat(100), "bot 漢"], bad: ["", "b".repeat(101), 5, null] },
  instance: {
    good: ["web1", "a", "A_b-9"],
    bad: ["", "1web", "a b", "a~b", "../x", "a".repeat(33), 5],
  },
  level: { good: ["trace", "fatal", "silent"], bad: ["WARN", "loud", "", 30, null] },
  redact: { good: [[], ["iban"], ["data.*.iban"]], bad: ["iban", [""], [5], null, {}] },
  maskPhones: { good: [true, false], bad: ["yes", 1, null] },
  links: { good: [true, false], bad: ["yes", 0, null] },
  access: { good: ["private", "group", "group-write"], bad: ["public", "", 0o700, null] },
  stdout: { good: [false, "app", "all"], bad: [true, "none", "", null] },
  enabled: { good: [true, false], bad: ["false", 0, null] },
  maxOpenFiles: { good: [1, 256], bad: [0, -1, 1.5, "256", Number.POSITIVE_INFINITY, null] },
  idleCloseMs: { good: [1, 30_000, 86_400_000], bad: [0, 86_400_001, "1s", null] },
  maxBufferedBytes: { good: [MIB, 64 * MIB], bad: [MIB - 1, "64MB", null] },
  maxEntryBytes: { good: [1024, 64 * MIB], bad: [1023, 64 * MIB + 1, "1MB", null] },
  maxFileBytes: { good: [1024, 10 * MIB], bad: [1023, "10MB", null] },
  maxTotalBytes: { good: [1024, 10 * MIB], bad: [1023, "10MB", null] },
  durability: { good: ["write", "fsync"], bad: ["none", "", true, null] },
  closeOnSignals: { good: [true, false], bad: ["SIGTERM", 1, null] },
  onError: { good: [() => undefined], bad: ["log", {}, null] },
  onBeforeDelete: { good: [() => true, async () => false], bad: [true, null] },
  clock: { good: [{ now: () => 0 }, Date], bad: [{}, () => 0, 5, null, { now: 5 }] },
};

test("there is a case for every option", () => {
  expect(Object.keys(CASES).toSorted()).toEqual(Object.keys(WRITER_OPTION_RULES).toSorted());
});

function resolved(given: object, environment: object = {}): unknown {
  return resolveWriterOptions(given, environment);
}

describe.each(Object.entries(CASES))("%s", (name, { good, bad }) => {
  test("takes what it should", () => {
    for (const value of good) {
      const roomy = name === "maxEntryBytes" ? { maxBufferedBytes: 1024 * MIB } : {};
      const tight = name === "maxBufferedBytes" ? { maxEntryBytes: 1024 } : {};
      expect(resolved({ ...roomy, ...tight, [name]: value })).toMatchObject({ [name]: value });
    }
  });

  test("refuses anything else, and says what it takes", () => {
    for (const value of bad) {
      const { expected } = WRITER_OPTION_RULES[name as keyof LogWriterOptions];
      expect(() => resolved({ [name]: value })).toThrow(
        expect.objectContaining({
          code: "LOG_OPTIONS_INVALID",
          message: expect.stringContaining(`${name} must be ${expected}, but it is`) as string,
        }),
      );
    }
  });

  test("counts as not given when it is undefined", () => {
    expect(resolved({ [name]: undefined })).toEqual(resolved({}));
  });
});

test("all problems are named at once, with what was probably meant", () => {
  const given = { level: "loud", retentionDay: 5, dir: "", nonsense: 1 };
  expect(() => resolved(given)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(
        /^createLogWriter: level must be .*; retentionDay is not an option, did you mean retentionDays\?; dir must be a path, but it is ""; nonsense is not an option; there are dir, .*\.$/,
      ) as string,
      context: { issues: [{}, {}, {}, {}].map(() => expect.anything() as unknown) },
    }),
  );
});

test.each([undefined, null, 5, "app/logs", []])(
  "%o is no options object, but undefined is none at all",
  (given) => {
    if (given === undefined) return expect(resolved({})).toMatchObject({ dir: "app/logs" });
    expect(() => resolved(given as object)).toThrow(/options must be an object/);
  },
);

test("a buffer too small for a few of the longest lines is refused, with the number it takes", () => {
  expect(() => resolved({ maxEntryBytes: MIB, maxBufferedBytes: 4 * MIB - 1 })).toThrow(
    "maxBufferedBytes must be at least 4 times maxEntryBytes (4194304), but it is 4194303",
  );
  expect(resolved({ maxEntryBytes: MIB, maxBufferedBytes: 4 * MIB })).toBeDefined();
});

test("defaults are the documented ones", () => {
  expect(resolved({})).toEqual({
    dir: "app/logs",
    timeZone: undefined,
    retentionDays: undefined,
    bot: undefined,
    instance: undefined,
    level: "info",
    redact: [],
    maskPhones: false,
    links: true,
    access: "private",
    stdout: false,
    enabled: true,
    maxOpenFiles: 256,
    idleCloseMs: 30_000,
    maxBufferedBytes: 64 * MIB,
    maxEntryBytes: 256 * 1024,
    maxFileBytes: undefined,
    maxTotalBytes: undefined,
    durability: "write",
    closeOnSignals: false,
    onError: undefined,
    onBeforeDelete: undefined,
    clock: { now: expect.any(Function) as unknown },
  });
  expect(Object.isFrozen(resolved({}))).toBe(true);
});

test("what is given goes before the environment, and that before the defaults", () => {
  expect(resolved({ bot: "a" }, { bot: "b", level: "warn" })).toMatchObject({
    bot: "a",
    level: "warn",
  });
  expect(resolved({ bot: undefined }, { bot: "b" })).toMatchObject({ bot: "b" });
});
