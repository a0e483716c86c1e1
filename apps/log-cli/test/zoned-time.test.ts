import { eachTimeZone } from "@org/test-kit";
import { expect, test } from "vitest";
import { instantOf } from "../src/zoned-time.ts";

/** What the clocks of a zone show, by another way than the code under test. */
function clocksOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
}

eachTimeZone("instants of two years are found again by what clocks show", (timeZone) => {
  const hourMs = 3_600_000;
  const clocks = clocksOf(timeZone);
  for (let timeMs = Date.UTC(2025, 0, 1); timeMs < Date.UTC(2027, 0, 1); timeMs += 31 * hourMs) {
    const shown = clocks.format(timeMs);
    const wallMs = Date.parse(`${shown.replace(" ", "T")}Z`);
    const first = instantOf(wallMs, timeZone, "first");
    const last = instantOf(wallMs, timeZone, "last");
    expect([first, last]).toContain(timeMs);
    expect(last).toBeGreaterThanOrEqual(first);
  }
});

test("thousandths are kept, before 1970 too", () => {
  expect(instantOf(Date.UTC(1960, 0, 1, 12, 0, 0, 123), "UTC", "first")).toBe(
    Date.UTC(1960, 0, 1, 12, 0, 0, 123),
  );
});
