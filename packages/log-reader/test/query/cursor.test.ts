import { isCalendarDay } from "@org/log-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCursor, parseCursor, type CursorPosition } from "../../src/query/cursor.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");
const POSITION: CursorPosition = {
  file: { log: "whatsapp", key: "1234567890", day, instance: "web1", part: 2 },
  offset: 4711,
  timeMs: Date.parse("2026-11-23T10:15:30.123Z"),
};

test("a cursor is read as it is written", () => {
  const position = fc.record({
    file: fc.record({
      log: fc.constant("whatsapp" as const),
      key: fc.constantFrom("1234567890", "120363025246125486@g.us", "US.aB"),
      day: fc.constant(day),
      part: fc.integer({ min: 1, max: 9999 }),
    }),
    offset: fc.maxSafeNat(),
    timeMs: fc
      .date({ min: new Date(0), max: new Date(Date.UTC(9999, 0)), noInvalidDate: true })
      .map(Number),
  });
  fc.assert(
    fc.property(position, (given) => {
      const text = formatCursor(given);
      expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(parseCursor(text)).toEqual(given);
    }),
  );
  expect(parseCursor(formatCursor(POSITION))).toEqual(POSITION);
});

test.each([
  ["nothing", ""],
  ["a word", "next"],
  ["another version", encode("2 2026-11-23T10:15:30.123Z app/2026-11-23/app.log 1")],
  ["no time", encode("1 2026-11-31T10:15:30.123Z app/2026-11-23/app.log 1")],
  ["a stranger's file", encode("1 2026-11-23T10:15:30.123Z app/2026-11-23/../app.log 1")],
  ["no offset", encode("1 2026-11-23T10:15:30.123Z app/2026-11-23/app.log -1")],
  ["more than a cursor", encode("1 2026-11-23T10:15:30.123Z app/2026-11-23/app.log 1 x")],
  ["a cursor with a space", `${formatCursor(POSITION)} `],
  ["half a cursor", formatCursor(POSITION).slice(0, -9)],
])("%s is none", (_, text) => {
  expect(parseCursor(text)).toBeUndefined();
});

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}
