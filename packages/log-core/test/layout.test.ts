import { posix, win32 } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../src/calendar-day.ts";
import { isLogError } from "../src/error.ts";
import {
  dayFileGlob,
  formatAliasFile,
  formatDayFile,
  formatFileName,
  formatLink,
  formatLinkTarget,
  isAliasFile,
  isInstanceName,
  isLogRoot,
  logRoot,
  parseDayFile,
  parseFileName,
  parseLinkTarget,
  type DayFile,
} from "../src/layout.ts";
import { parsePhoneKey } from "../src/phone-key.ts";
import { day } from "./days.ts";

const KEYS = [
  "1234567890",
  "120363025246125486@g.us",
  "391234567890-1415000000@g.us",
  "US.aB3",
  "status@broadcast",
];
const files: fc.Arbitrary<DayFile> = fc
  .record({
    source: fc.oneof(
      fc.constantFrom(...KEYS.slice(0, 2), "IT.Z9", "status@broadcast", "987@lid").map((key) => ({
        log: "whatsapp" as const,
        key,
      })),
      fc.constantFrom("app" as const, "requests" as const).map((log) => ({ log, key: log })),
    ),
    date: fc.nat(800_000).map((count) => addDays(day("0001-01-01"), count)),
    instance: fc.option(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/), { nil: undefined }),
    part: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 999_999 })),
  })
  .map(({ source, date, instance, part }) => ({
    ...source,
    day: date,
    part,
    ...(instance === undefined ? {} : { instance }),
  }));

test.each([
  [{ log: "whatsapp", key: "1234567890", part: 1 }, "whatsapp/2026-11-23/1234567890.log"],
  [{ log: "whatsapp", key: "1234567890", part: 2 }, "whatsapp/2026-11-23/1234567890~2.log"],
  [
    { log: "whatsapp", key: "US.aB3", instance: "web-1", part: 12 },
    "whatsapp/2026-11-23/US.aB3~web-1~12.log",
  ],
  [{ log: "app", key: "app", part: 1 }, "app/2026-11-23/app.log"],
  [{ log: "requests", key: "requests", instance: "a", part: 1 }, "app/2026-11-23/requests~a.log"],
] as const)("%o lies at %s", (file, path) => {
  const full = { ...file, day: day("2026-11-23") };
  expect(formatDayFile(full)).toBe(path);
  expect(parseDayFile(path)).toEqual(full);
});

test("a path and its file are inverse, and links lead to the file", () => {
  fc.assert(
    fc.property(files, (file) => {
      expect(parseDayFile(formatDayFile(file))).toEqual(file);
      const target = formatLinkTarget(file);
      expect(parseLinkTarget(logRoot(file.log), target)).toEqual(file);
      const link = formatLink(file);
      expect(posix.join(posix.dirname(link), target)).toBe(formatDayFile(file));
    }),
  );
});

test("what is read is what would be written: any other path is a stranger's", () => {
  const piece = fc.oneof(
    fc.constantFrom("whatsapp", "app", "2026-11-23", "..", ".", "", "1234567890.log", "app.log"),
    fc.constantFrom("1234567890~1.log", "1234567890~02.log", "+1234567890.log", "app~x~3.log"),
    fc.stringMatching(/^[0-9a-z~.@-]{0,12}\.log$/),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
      const path = pieces.join("/");
      const file = parseDayFile(path);
      if (file !== undefined) expect(formatDayFile(file)).toBe(path);
    }),
    { numRuns: 3_000 },
  );
});

describe("files the layout does not know", () => {
  test.each([
    "",
    "whatsapp",
    "whatsapp/2026-11-23",
    "whatsapp/1234567890.log",
    "whatsapp/2026-11-23/1234567890",
    "whatsapp/2026-11-23/1234567890.log.gz",
    "whatsapp/2026-11-23/1234567890.LOG",
    "whatsapp/2026-11-23/sub/1234567890.log",
    "whatsapp/2026-11-23/1234567890.log/x",
    "whatsapp/2026-02-29/1234567890.log",
    "whatsapp/2026-11-23/app.log",
    "whatsapp/2026-11-23/+1234567890.log",
    "whatsapp/2026-11-23/1234567890~.log",
    "whatsapp/2026-11-23/1234567890~1.log",
    "whatsapp/2026-11-23/1234567890~0.log",
    "whatsapp/2026-11-23/1234567890~1000000.log",
    "whatsapp/2026-11-23/1234567890~2~web.log",
    "whatsapp/2026-11-23/1234567890~web~web.log",
    "whatsapp/2026-11-23/1234567890~web~2~3.log",
    "whatsapp/2026-11-23/1234567890 (copy).log",
    "whatsapp/2026-11-23/.log",
    "app/2026-11-23/1234567890.log",
    "app/2026-11-23/App.log",
    "other/2026-11-23/1234567890.log",
    "whatsapp\\2026-11-23\\1234567890.log",
    "../whatsapp/2026-11-23/1234567890.log",
    "/whatsapp/2026-11-23/1234567890.log",
    "whatsapp//2026-11-23/1234567890.log",
  ])("%j", (path) => {
    expect(parseDayFile(path)).toBeUndefined();
  });
});

test("no key, instance or part leads out of the folder: it is a path inside it or an error", () => {
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom("..", "../x", "a/b", "a\\b", "1234567890", "app"),
  );
  const parts = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(1, 2));
  fc.assert(
    fc.property(names, fc.option(names, { nil: undefined }), parts, (key, instance, part) => {
      const file: DayFile = { log: "whatsapp", key, day: day("2026-11-23"), instance, part };
      let path: string;
      try {
        path = formatDayFile(file);
      } catch (error) {
        expect(isLogError(error)).toBe(true);
        return;
      }
      expect(posix.normalize(path)).toBe(path);
      expect(win32.dirname(path)).toBe("whatsapp/2026-11-23");
    }),
    { numRuns: 1_000 },
  );
  expect(() => formatLink({ log: "whatsapp", key: "../../x" })).toThrow(/named by a phone key/);
  expect(() => formatFileName({ key: "app", instance: "a/b", part: 1 })).toThrow(
    /instance must be/,
  );
  expect(() => formatFileName({ key: "app", part: 0 })).toThrow(/whole number/);
});

test("a file's name alone tells its log", () => {
  expect(parseFileName("whatsapp", "1234567890~2.log")).toEqual({
    log: "whatsapp",
    key: "1234567890",
    part: 2,
  });
  expect(parseFileName("app", "requests.log")).toEqual({
    log: "requests",
    key: "requests",
    part: 1,
  });
  expect(parseFileName("app", "1234567890.log")).toBeUndefined();
});

test.each(["..", "/etc/passwd", "../2026-11-23/1234567890.log", "2026-11-23/../x.log", ""])(
  "a link to %j leads nowhere",
  (target) => {
    expect(parseLinkTarget("whatsapp", target)).toBeUndefined();
  },
);

test("globs name one log's files of a day, and hold nothing a glob reads as special", () => {
  for (const text of KEYS) {
    const key = parsePhoneKey(text);
    expect(dayFileGlob("whatsapp", day("2026-11-23"), key)).toEqual([
      `whatsapp/2026-11-23/${text}.log`,
      `whatsapp/2026-11-23/${text}~*.log`,
    ]);
    expect(text).not.toMatch(/[*?![\]{}()|\\]/);
  }
  expect(dayFileGlob("app", "*", "*")).toEqual(["app/????-??-??/*.log"]);
});

test("an instance begins with a letter, so that it is never taken for a part", () => {
  for (const name of ["web", "Web_1", "a", "a".repeat(32)]) expect(isInstanceName(name)).toBe(true);
  for (const name of ["", "2", "2web", "we~b", "we b", "../x", "a".repeat(33), "ü"]) {
    expect(isInstanceName(name)).toBe(false);
  }
});

test("the roots are whatsapp and app", () => {
  expect(isLogRoot("whatsapp") && isLogRoot("app")).toBe(true);
  expect(isLogRoot("requests") || isLogRoot("")).toBe(false);
  expect(logRoot("requests")).toBe("app");
});

test.each([
  [undefined, "aliases.ndjson"],
  ["web1", "aliases~web1.ndjson"],
])("the aliases of instance %s lie in %s", (instance, name) => {
  expect(formatAliasFile(instance)).toBe(name);
  expect(isAliasFile(name)).toBe(true);
});

test.each([
  "aliases.ndjson.bak",
  "aliases.log",
  "aliases~.ndjson",
  "aliases~2.ndjson",
  "aliases~web1~2.ndjson",
  "Aliases.ndjson",
  "old-aliases.ndjson",
  ".aliases.ndjson",
])("%s is no alias file", (name) => {
  expect(isAliasFile(name)).toBe(false);
});

test("an alias file has no name with a bad instance", () => {
  expect(() => formatAliasFile("../x")).toThrow(
    expect.toSatisfy((error: unknown) => isLogError(error, "LOG_OPTIONS_INVALID")) as Error,
  );
});
