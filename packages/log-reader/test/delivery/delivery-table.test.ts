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
    if (number % 3 === 0) table.mark(name, MESSAGE);
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

test("a step of an id that is not known can be left alone", () => {
  const table = new DeliveryTable("leave out");
  table.mark("a", ASKED);
  table.addKnown("a", step("sent"));
  table.addKnown("b", step("sent"));
  expect(table.count).toBe(1);
  expect(table.find("a")?.state).toBe("sent");
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
    for (const name of NAMES) table.add(name, step("sent", 1));
    for (const name of NAMES) table.add(name, { ...step("failed", 2), errors: [{ code: "1" }] });
    expect(table.oneIn).toBeGreaterThanOrEqual(8);
    expect(table.count).toBeLessThanOrEqual(1_000);
    expect(table.count * table.oneIn).toBeGreaterThan(NAMES.length * 0.75);
    expect(table.count * table.oneIn).toBeLessThan(NAMES.length * 1.25);
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
