import type { MessageStep } from "@org/log-core";
import { describe, expect, test } from "vitest";
import {
  ASKED,
  deliveryLookup,
  DeliveryTable,
  MESSAGE,
} from "../../src/delivery/delivery-table.ts";

const NAMES = Array.from({ length: 5_000 }, (_, number) => `wamid.${number}`);

function step(state: MessageStep["state"], timeMs = 0): MessageStep {
  return { state, timeMs, errors: [] };
}

test("many ids keep apart what became of each", () => {
  const table = new DeliveryTable("leave out");
  for (const [number, name] of NAMES.entries()) {
    table.add(name, step(number % 2 === 0 ? "sent" : "read", number));
    if (number % 3 === 0) table.mark(name, MESSAGE, number);
  }
  expect(table.count).toBe(NAMES.length);
  const find = deliveryLookup(structuredClone(table.data()));
  for (const [number, name] of NAMES.entries()) {
    expect(find(name)).toEqual({
      state: number % 2 === 0 ? "sent" : "read",
      marks: number % 3 === 0 ? MESSAGE : 0,
    });
    const at = new Date(number).toISOString();
    expect(table.find(name)?.at).toEqual(number % 2 === 0 ? { sent: at } : { read: at });
  }
  expect(find("wamid.none")).toBeUndefined();
  expect(table.find("wamid.none")).toBeUndefined();
});

test("a message is as old as the oldest of its lines", () => {
  const table = new DeliveryTable("leave out");
  table.add("a", step("sent", 9));
  expect(table.momentAt(0)).toBeNaN();
  for (const timeMs of [5, 3, 4]) table.mark("a", ASKED, timeMs);
  expect(table.momentAt(0)).toBe(3);
  expect(table.marksAt(0)).toBe(ASKED);
});

describe("when there are too many ids", () => {
  test("those that come later are left out and counted", () => {
    const table = new DeliveryTable("leave out", 1_000);
    for (const name of NAMES) table.add(name, step("sent"));
    expect(table.count).toBe(1_000);
    expect(table.leftOut).toBe(4_000);
    expect(table.find("wamid.999")?.state).toBe("sent");
    expect(table.find("wamid.1000")).toBeUndefined();
  });

  test("a fair sample is kept, whose steps are all there", () => {
    const table = new DeliveryTable("sample", 1_000);
    for (const name of NAMES) {
      table.add(name, step("sent", 1));
      table.mark(name, ASKED, 7);
    }
    for (const name of NAMES) table.add(name, { ...step("failed", 2), errors: [{ code: "1" }] });
    expect(table.oneIn).toBeGreaterThanOrEqual(8);
    expect(table.count).toBeLessThanOrEqual(1_000);
    expect(table.count * table.oneIn).toBeGreaterThan(NAMES.length * 0.75);
    expect(table.count * table.oneIn).toBeLessThan(NAMES.length * 1.25);
    for (let row = 0; row < table.count; row += 1) {
      expect([table.momentAt(row), table.marksAt(row)]).toEqual([7, ASKED]);
    }
    const known = NAMES.map((name) => table.find(name)).filter((one) => one !== undefined);
    expect(known).toHaveLength(table.count);
    for (const { at, errors } of known) {
      expect(Object.keys(at)).toEqual(["sent", "failed"]);
      expect(errors).toEqual([{ code: "1" }]);
    }
  });
});

test("of several reasons to fail the first counts, whichever came first", () => {
  const early = { ...step("failed", 1), errors: [{ code: "1" }] };
  const late = { ...step("failed", 2), errors: [{ code: "2" }] };
  const other = { ...step("failed", 1), errors: [{ code: "0" }] };
  for (const order of [
    [early, late, other],
    [other, late, early],
    [late, early, other, early],
  ]) {
    const table = new DeliveryTable("leave out");
    for (const one of order) table.add("a", one);
    expect(table.find("a")).toEqual({
      state: "failed",
      at: { failed: "1970-01-01T00:00:00.001Z" },
      errors: [{ code: "0" }],
    });
  }
});
