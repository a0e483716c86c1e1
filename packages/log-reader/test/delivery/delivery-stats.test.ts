import { describe, expect, test } from "vitest";
import { deliveryStats } from "../../src/delivery/delivery-stats.ts";
import { ASKED, DeliveryTable, MESSAGE } from "../../src/delivery/delivery-table.ts";
import { HOUR_MS, logsOf, NOW, type Written } from "../folder.ts";

const RANGE = { sinceMs: -Infinity, untilMs: Infinity };
const ALL = { range: RANGE, states: undefined, countsStatuses: true };
/** Messages that took one second, two, and so on. */
function tableOf(count: number): DeliveryTable {
  const table = new DeliveryTable("sample");
  for (let number = 1; number <= count; number += 1) {
    const id = `id-${number}`;
    table.mark(id, MESSAGE | ASKED, 0);
    table.add(id, { state: "sent", timeMs: 1000, errors: [] });
    table.add(id, { state: "delivered", timeMs: 1000 + number * 1000, errors: [] });
  }
  return table;
}

describe("how long messages took", () => {
  test("half of them, 95 of 100, all", () => {
    expect(deliveryStats(tableOf(100), ALL).toDelivered).toEqual({
      messages: 100,
      medianMs: 50_000,
      p95Ms: 95_000,
      maxMs: 100_000,
    });
    expect(deliveryStats(tableOf(1), ALL).toDelivered).toMatchObject({
      medianMs: 1000,
      p95Ms: 1000,
    });
    expect(deliveryStats(tableOf(0), ALL).toDelivered).toBeUndefined();
    expect(deliveryStats(tableOf(3), ALL).toRead).toBeUndefined();
  });

  test("from the message where nobody says when it was sent, never less than nothing", () => {
    const table = new DeliveryTable("sample");
    table.mark("a", ASKED, 5000);
    table.add("a", { state: "read", timeMs: 9000, errors: [] });
    table.mark("b", ASKED, 5000);
    table.add("b", { state: "delivered", timeMs: 4000, errors: [] });
    const { toDelivered, toRead } = deliveryStats(table, ALL);
    // What was read has arrived, though nobody said so.
    expect(toDelivered).toEqual({ messages: 2, medianMs: 0, p95Ms: 4000, maxMs: 4000 });
    expect(toRead).toEqual({ messages: 1, medianMs: 4000, p95Ms: 4000, maxMs: 4000 });
  });

  test("of a sample, with what it stands for", () => {
    const table = new DeliveryTable("sample", 1_000);
    for (let number = 0; number < 8_000; number += 1) {
      table.mark(`id-${number}`, ASKED, 0);
      table.add(`id-${number}`, { state: "read", timeMs: number, errors: [] });
    }
    const { messages, oneIn, toRead } = deliveryStats(table, ALL);
    expect(oneIn).toBeGreaterThanOrEqual(8);
    expect(messages).toBeLessThanOrEqual(1_000);
    expect(toRead?.medianMs).toBeGreaterThan(3_000);
    expect(toRead?.medianMs).toBeLessThan(5_000);
  });
});

function sent(id: string | undefined, fields: Partial<Written> = {}): Written {
  return {
    ago: HOUR_MS,
    phone: "1234567890",
    direction: "OUTGOING",
    type: "text",
    ...(id === undefined ? undefined : { id }),
    data: { text: "Hello" },
    ...fields,
  };
}

function status(id: string, name: string, fields: Partial<Written> = {}): Written {
  const data = { status: name };
  return sent(id, { ago: HOUR_MS - 1000, direction: "SYSTEM", type: "status", data, ...fields });
}

const FAILED = { status: "failed", errors: [{ code: 131_026, title: "Undeliverable" }] };

describe("statistics of a folder", () => {
  const FOLDER: readonly Written[] = [
    sent("a"),
    status("a", "sent"),
    status("a", "sent"),
    status("a", "delivered", { ago: HOUR_MS - 4000 }),
    sent("b", { phone: "39333" }),
    status("b", "failed", { phone: "39333", data: FAILED }),
    sent(undefined, { data: { text: "Hello", ...FAILED } }),
    sent(undefined, { data: { text: "Hello", status: "failed" } }),
    sent("untold"),
    // Known by its statuses alone, and one that was sent before.
    status("c", "failed", { data: { status: "failed", errors: [{ code: "470" }] } }),
    status("d", "read"),
    sent("e", { direction: "INCOMING" }),
  ];

  test("count each message once, by what became of it and why", async () => {
    const { delivery } = await logsOf(FOLDER).logs.stats({ delivery: true });
    expect(delivery).toEqual({
      messages: 6,
      states: { pending: 0, sent: 0, failed: 4, delivered: 1, read: 0, played: 0, unknown: 1 },
      toDelivered: { messages: 1, medianMs: 3000, p95Ms: 3000, maxMs: 3000 },
      toRead: undefined,
      failures: [
        { code: "131026", title: "Undeliverable", messages: 2 },
        { code: undefined, title: undefined, messages: 1 },
        { code: "470", title: undefined, messages: 1 },
      ],
      oneIn: 1,
    });
  });

  test("count what was asked for", async () => {
    const { logs } = logsOf(FOLDER);
    const count = async (query: object): Promise<number | undefined> =>
      (await logs.stats({ ...query, delivery: true })).delivery?.messages;
    expect(await count({ phone: "39333" })).toBe(1);
    expect(await count({ status: "failed" })).toBe(4);
    expect(await count({ status: "delivered" })).toBe(1);
    // With conditions on the messages, those that were not logged do not count.
    expect(await count({ type: "text" })).toBe(5);
    expect(await count({ text: "nothing" })).toBe(0);
    expect(await count({ until: NOW - 2 * HOUR_MS })).toBe(0);
    expect(await count({ log: "app" })).toBeUndefined();
  });

  test("say nothing of it unless asked", async () => {
    expect(await logsOf(FOLDER).logs.stats()).not.toHaveProperty("delivery");
  });

  test("leave out what was sent before the time asked for and told in it", async () => {
    const early = [sent("a", { ago: 3 * HOUR_MS }), status("a", "sent"), status("a", "failed")];
    const { delivery } = await logsOf(early).logs.stats({
      since: NOW - 2 * HOUR_MS,
      delivery: true,
    });
    expect(delivery?.messages).toBe(0);
  });

  test("know what was told after the time asked for", async () => {
    const late = [sent("a", { ago: 3 * HOUR_MS }), status("a", "read", { ago: HOUR_MS })];
    const query = { until: NOW - 2 * HOUR_MS, delivery: true };
    const { delivery } = await logsOf(late).logs.stats(query);
    expect(delivery?.states.read).toBe(1);
    const { delivery: ofTexts } = await logsOf(late).logs.stats({ ...query, type: "text" });
    expect(ofTexts?.toRead?.medianMs).toBe(2 * HOUR_MS);
  });
});
