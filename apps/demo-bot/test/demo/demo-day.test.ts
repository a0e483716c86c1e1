import { createCalendar } from "@org/log-core";
import { fileTree, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { chooseDay, createSetClock } from "../../src/demo/demo-day.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const ROME = '{"version":1,"timeZone":"Europe/Rome","retentionDays":30}\n';

test("a first run plays yesterday in the folder's zone, which is over", () => {
  const dir = fileTree({ "layout.json": ROME });
  const day = chooseDay(dir, "1234567890", Date.parse("2026-11-22T23:30:00Z"));
  // Half past midnight in Rome: its yesterday has just ended.
  expect(day).toMatchObject({ day: "2026-11-22", timeZone: "Europe/Rome" });
  expect(new Date(day.at("08:12:05")).toISOString()).toBe("2026-11-22T07:12:05.000Z");
});

test("the next run plays the day before", () => {
  const dir = fileTree({
    "layout.json": ROME,
    "whatsapp/2026-11-22/1234567890.log": "\n",
    "whatsapp/2026-11-21/1234567890.log": "\n",
    "whatsapp/2026-11-20/393331234567.log": "\n",
  });
  expect(chooseDay(dir, "1234567890", NOON).day).toBe("2026-11-20");
});

test("when all days that are kept are taken it begins again", () => {
  const days = Array.from({ length: 40 }, (_, ago) =>
    new Date(NOON - (ago + 1) * 86_400_000).toISOString().slice(0, 10),
  );
  const dir = fileTree({
    "layout.json": ROME,
    ...Object.fromEntries(days.map((day) => [`whatsapp/${day}/1234567890.log`, "\n"])),
  });
  expect(chooseDay(dir, "1234567890", NOON).day).toBe("2026-11-22");
});

test("a folder that is not there yet has the system's zone", () => {
  const { timeZone, day } = chooseDay(tempDir(), "1234567890", NOON);
  expect(day < createCalendar(timeZone).dayOf(NOON)).toBe(true);
});

test("a clock shows what it was set to and runs on", () => {
  const clock = createSetClock(1_000);
  const shown = clock.now();
  expect(shown).toBeGreaterThanOrEqual(1_000);
  clock.set(NOON);
  expect(clock.now() - NOON).toBeGreaterThanOrEqual(0);
  expect(clock.now() - NOON).toBeLessThan(60_000);
});
