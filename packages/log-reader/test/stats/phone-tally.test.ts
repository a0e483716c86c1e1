import { parseDayFile, type DayFile } from "@org/log-core";
import { expect, test } from "vitest";
import { PhoneTally } from "../../src/stats/phone-tally.ts";

const FILE = parseDayFile("whatsapp/2026-11-23/US.ab.log") as DayFile;

function add(tally: PhoneTally, phone: string | undefined, timeMs: number): void {
  const head = { phone, direction: undefined, type: undefined };
  tally.addHead(head, { timeMs, level: 30, bytes: 1 }, FILE);
}

test("a line is of the phone it names, if its file may be that phone's", () => {
  const tally = new PhoneTally();
  add(tally, "US.ab", 5);
  add(tally, undefined, 3);
  add(tally, "US.AB", 1); // where file names ignore case
  add(tally, "393331234567", 9);
  add(tally, "", 9);
  expect(tally.of("US.ab")).toEqual({ entries: 2, firstMs: 3, lastMs: 5 });
  expect(tally.of("US.AB")).toEqual({ entries: 1, firstMs: 1, lastMs: 1 });
  expect(tally.of("393331234567")).toBeUndefined();
  expect(tally.entries).toBe(3);
});

test("parts that are merged are as counted in one", () => {
  const parts = [new PhoneTally(), new PhoneTally()] as const;
  const whole = new PhoneTally();
  for (const [at, timeMs] of [7, 2, 5, 9].entries()) {
    add(parts[at < 2 ? 0 : 1], undefined, timeMs);
    add(whole, undefined, timeMs);
  }
  const merged = new PhoneTally();
  for (const part of parts) merged.merge(part.data());
  expect(merged.data()).toEqual(whole.data());
  expect(merged.entries).toBe(4);
});
