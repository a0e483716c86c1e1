import { expect, test } from "vitest";
import { calendarInProcess } from "../src/process-zone.ts";

const NOON = Date.parse("2026-11-23T12:00:00.000Z");

test("the first zone becomes the process's own, and others are told all the same", () => {
  const before = process.env["TZ"];
  try {
    // What it cannot become: UTC needs no clock, and rules in place of a name are no zone's.
    expect(calendarInProcess("UTC").dayOf(NOON)).toBe("2026-11-23");
    expect(calendarInProcess("Etc/GMT+5").dayOf(NOON)).toBe("2026-11-23");
    expect(() => calendarInProcess("Europe/Nowhere")).toThrow(RangeError);
    expect(process.env["TZ"]).toBe(before);

    const eastern = calendarInProcess("Pacific/Kiritimati");
    expect(process.env["TZ"]).toBe(process.platform === "win32" ? before : "Pacific/Kiritimati");
    expect(eastern.dayOf(NOON)).toBe("2026-11-24");
    expect(new Date(eastern.startOfDay(eastern.dayOf(NOON))).toISOString()).toBe(
      "2026-11-23T10:00:00.000Z",
    );

    const western = calendarInProcess("Pacific/Pago_Pago");
    expect(western.dayOf(Date.parse("2026-11-23T10:00:00.000Z"))).toBe("2026-11-22");
    expect(calendarInProcess("Pacific/Kiritimati").dayOf(NOON)).toBe("2026-11-24");
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
});
