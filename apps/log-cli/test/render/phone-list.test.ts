import type { CalendarDay, PhoneKey } from "@org/log-core";
import type { PhoneSummary } from "@org/log-reader";
import { describe, expect, test } from "vitest";
import { glyphsFor } from "../../src/render/glyphs.ts";
import { createLocalTime } from "../../src/render/local-time.ts";
import { createPaint } from "../../src/render/paint.ts";
import { renderPhoneTable } from "../../src/render/phone-list.ts";
import { textWidth } from "../../src/render/text-width.ts";

function summary(phone: string, counts: Partial<PhoneSummary> = {}): PhoneSummary {
  return {
    phone: phone as PhoneKey,
    days: 365,
    firstDay: "2025-11-24" as CalendarDay,
    lastDay: "2026-11-23" as CalendarDay,
    bytes: 340_000_000_000,
    ...counts,
  };
}

const COUNTED: Partial<PhoneSummary> = {
  entries: 123_456_789,
  firstTime: "2025-11-24T10:15:30.123Z",
  lastTime: "2026-11-23T23:15:30.123Z",
};

function table(phones: readonly PhoneSummary[], columns: number): string[] {
  const look = { paint: createPaint(false), glyphs: glyphsFor(true), columns };
  const text = renderPhoneTable(phones, { ...look, localTime: createLocalTime("Europe/Rome") });
  return text.split("\n");
}

const NUMBER = "393331234567";
const GROUP = "120363025246125486@g.us";
const LONG = `Y2FwaV9ncm91cDo${"x".repeat(80)}`;

describe.each([40, 50, 63, 64, 72, 80, 100, 140])("at %d columns", (columns) => {
  test.each([
    ["counted", COUNTED],
    ["not counted", {}],
  ])("no line is wider and no number is cut: %s", (_, counts) => {
    const phones = [NUMBER, GROUP, LONG].map((phone) => summary(phone, counts));
    const lines = table(phones, columns);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    expect(lines[1]).toMatch(/^393331234567 /);
    if (counts.entries !== undefined) expect(lines[1]).toContain("123,456,789");
  });
});

test("what is left out first where there is no room is the first day, then the clock", () => {
  const phones = [summary(NUMBER, COUNTED)];
  const titles = [100, 64, 52, 46, 40].map((columns) => table(phones, columns)[0]);
  expect(titles.map((title) => title?.split(/ +/).join(" "))).toEqual([
    "PHONE DAYS ENTRIES FIRST LAST SIZE",
    "PHONE DAYS ENTRIES LAST SIZE",
    "PHONE DAYS ENTRIES LAST SIZE",
    "PHONE ENTRIES LAST SIZE",
    "PHONE ENTRIES LAST",
  ]);
  expect(table(phones, 64)[1]).toContain(" 2026-11-24 00:15 ");
  expect(table(phones, 52)[1]).toContain(" 2026-11-24  340 GB");
});

test("there may be any number of phones", () => {
  const phones = Array.from({ length: 150_000 }, (_, at) => summary(String(10_000_000 + at)));
  expect(table(phones, 80).at(-2)).toMatch(/^150,000 phones, /);
});
