import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLogError } from "../src/error.ts";
import {
  formatFolderSettings,
  isRetentionDays,
  longerRetention,
  parseFolderSettings,
  type FolderSettings,
  type RetentionDays,
} from "../src/folder-settings.ts";
import { MAX_RETENTION_DAYS } from "../src/limits.ts";

const retentions: fc.Arbitrary<RetentionDays> = fc.oneof(
  fc.constant<false>(false),
  fc.integer({ min: 1, max: MAX_RETENTION_DAYS }),
);

test("a layout.json is one line of the documented form", () => {
  expect(formatFolderSettings({ version: 1, timeZone: "Europe/Rome", retentionDays: 30 })).toBe(
    '{"version":1,"timeZone":"Europe/Rome","retentionDays":30}\n',
  );
});

test("settings are read back as they were written", () => {
  const settings: fc.Arbitrary<FolderSettings> = fc.record({
    version: fc.constant(1 as const),
    timeZone: fc.constantFrom("UTC", "europe/rome", ...Intl.supportedValuesOf("timeZone")),
    retentionDays: retentions,
  });
  fc.assert(
    fc.property(settings, (value) => {
      expect(parseFolderSettings(formatFolderSettings(value))).toEqual(value);
    }),
  );
});

test("white space and fields of a later minor version do no harm", () => {
  const text = '{ "version": 1, "timeZone": "UTC", "retentionDays": false, "note": "x" }\r\n';
  expect(parseFolderSettings(text)).toEqual({ version: 1, timeZone: "UTC", retentionDays: false });
});

function thrownBy(text: string): Error {
  try {
    parseFolderSettings(text);
  } catch (error) {
    return error as Error;
  }
  throw new Error(`${text} was accepted`);
}

describe("what is refused", () => {
  test.each([
    ["", "it is not JSON"],
    ['{"version":1,"timeZone":"UTC"', "it is not JSON"],
    ["null", "it is null"],
    ["[]", '"version" is undefined'],
    ['"UTC"', 'it is "UTC"'],
    ['{"version":"1","timeZone":"UTC","retentionDays":30}', '"version" is "1"'],
    ['{"version":0,"timeZone":"UTC","retentionDays":30}', '"version" is 0'],
    ['{"version":1,"timeZone":"Mars/Phobos","retentionDays":30}', '"timeZone" is "Mars/Phobos"'],
    ['{"version":1,"timeZone":"+01:00","retentionDays":30}', '"timeZone" is "+01:00"'],
    ['{"version":1,"timeZone":"","retentionDays":30}', '"timeZone" is ""'],
    ['{"version":1,"retentionDays":30}', '"timeZone" is undefined'],
    ['{"version":1,"timeZone":"UTC","retentionDays":0}', '"retentionDays" is 0'],
    ['{"version":1,"timeZone":"UTC","retentionDays":true}', '"retentionDays" is true'],
    ['{"version":1,"timeZone":"UTC","retentionDays":"30"}', '"retentionDays" is "30"'],
    ['{"version":1,"timeZone":"UTC"}', '"retentionDays" is undefined'],
  ])("%s", (text, came) => {
    const error = thrownBy(text);
    expect(isLogError(error, "LOG_LAYOUT_INVALID")).toBe(true);
    expect(error.message).toContain(came);
    expect(error.message).toContain("Correct it by hand");
  });

  test.each([2, 1.5, 99])("format version %d is newer", (version) => {
    const error = thrownBy(JSON.stringify({ version, timeZone: "UTC", retentionDays: 30 }));
    expect(isLogError(error, "LOG_LAYOUT_NEWER")).toBe(true);
    expect(error.message).toContain("Update the packages");
  });

  test("anything else is refused with one of these two codes, never with another error", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(isLogError(thrownBy(text))).toBe(true);
      }),
    );
  });
});

test.each([[false], [1], [30], [MAX_RETENTION_DAYS]])("%s is a retention", (value) => {
  expect(isRetentionDays(value)).toBe(true);
});

test.each([[0], [-1], [1.5], [NaN], [Infinity], [MAX_RETENTION_DAYS + 1], ["30"], [true], [null]])(
  "%s is no retention",
  (value) => {
    expect(isRetentionDays(value)).toBe(false);
  },
);

test("of two retentions the longer holds, and for ever is longest", () => {
  fc.assert(
    fc.property(retentions, retentions, (a, b) => {
      const longer = longerRetention(a, b);
      expect(longer).toBe(longerRetention(b, a));
      expect([a, b]).toContain(longer);
      if (longer !== false) expect(longer >= Number(a) && longer >= Number(b)).toBe(true);
      expect(longer === false).toBe(a === false || b === false);
    }),
  );
});
