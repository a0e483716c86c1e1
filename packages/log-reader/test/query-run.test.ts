import { eachTimeZone } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { locationOf } from "../src/index.ts";
import {
  collect,
  DAY_MS,
  filesOf,
  HOUR_MS,
  logsOf,
  messages,
  NOW,
  type Written,
} from "./folder.ts";

const [ANNA, BEN] = ["1234567890", "9876543210"];

describe("get", () => {
  test("gives one phone's entries of the last days, oldest first, as they are stored", async () => {
    const { logs } = logsOf([
      { phone: ANNA, ago: 8 * DAY_MS, msg: "too old" },
      { phone: ANNA, ago: 3 * DAY_MS, msg: "first", data: { z: 1, a: 2 } },
      { phone: BEN, ago: 3 * DAY_MS, msg: "someone else" },
      { phone: ANNA, ago: 0, msg: "last" },
      { log: "app", phone: ANNA, msg: "an event" },
    ]);
    const entries = await collect(logs.get("+1 (234) 567-890", { days: 7 }));
    expect(entries.map(({ msg }) => msg)).toEqual(["first", "last"]);
    expect(JSON.stringify(entries[0])).toBe(
      `{"level":"info","time":"${new Date(NOW - 3 * DAY_MS).toISOString()}","phone":"${ANNA}",` +
        `"data":{"z":1,"a":2},"msg":"first"}`,
    );
  });

  test("gives every day without a time", async () => {
    const { logs } = logsOf([
      { phone: ANNA, ago: 400 * DAY_MS, msg: "old" },
      { phone: ANNA, ago: -2 * DAY_MS, msg: "ahead of the clock" },
      { phone: BEN, msg: "someone else" },
    ]);
    expect(await messages(logs.get(ANNA))).toEqual(["old", "ahead of the clock"]);
    expect(await messages(logs.get(ANNA, { since: "2026-11-24" }))).toEqual(["ahead of the clock"]);
    expect(await messages(logs.get(ANNA, { until: "2026-11-24" }))).toEqual(["old"]);
  });

  test("takes all parts and instances of a day together, by time", async () => {
    const { logs } = logsOf([
      { phone: ANNA, ago: 50, msg: "1" },
      { phone: ANNA, ago: 40, msg: "2", instance: "web1" },
      { phone: ANNA, ago: 30, msg: "3", part: 2 },
      { phone: ANNA, ago: 20, msg: "4", instance: "web1", part: 2 },
      { phone: ANNA, ago: 10, msg: "5", part: 3 },
    ]);
    expect(await messages(logs.get(ANNA, { days: 1 }))).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("gives a line to the phone it names, where two keys share a file", async () => {
    const line = (phone: string): string =>
      `{"level":"info","time":"2026-11-23T10:00:00.000Z","phone":"${phone}","msg":"of ${phone}"}\n`;
    const { logs } = logsOf([], {
      files: { "whatsapp/2026-11-23/US.aB.log": line("US.aB") + line("US.Ab") },
    });
    expect(await messages(logs.get("US.Ab"))).toEqual(["of US.Ab"]);
    expect(await messages(logs.get("US.aB"))).toEqual(["of US.aB"]);
  });

  test("reads the logs asked for", async () => {
    const { logs } = logsOf([
      { phone: ANNA, ago: 20, msg: "a message" },
      { log: "app", phone: ANNA, ago: 10, msg: "an event" },
      { log: "app", phone: BEN, ago: 5, msg: "another's event" },
      { log: "requests", msg: "a request of nobody" },
    ]);
    expect(await messages(logs.get(ANNA, { log: ["app", "whatsapp"] }))).toEqual([
      "a message",
      "an event",
    ]);
  });

  test("filters by direction, type, level and text together", async () => {
    const fields = { phone: ANNA, direction: "INCOMING", type: "text", msg: "hit: Order" } as const;
    const { logs } = logsOf([
      fields,
      { ...fields, direction: "OUTGOING" },
      { ...fields, type: "image" },
      { ...fields, msg: "miss" },
      { ...fields, level: "error", msg: "hit: ORDER" },
    ]);
    const query = { direction: "incoming", type: ["text", "audio"], text: "order" } as const;
    expect(await messages(logs.get(ANNA, query))).toEqual(["hit: Order", "hit: ORDER"]);
    expect(await messages(logs.get(ANNA, { ...query, minLevel: "warn" }))).toEqual(["hit: ORDER"]);
  });
});

describe("search", () => {
  test("looks in all logs of all phones, by time", async () => {
    const { logs } = logsOf([
      { phone: BEN, ago: 30, msg: "An ERROR" },
      { phone: ANNA, ago: 40, msg: "error" },
      { log: "app", ago: 20, msg: "it failed", err: { message: "network error" } },
      { log: "requests", ago: 10, type: "request", data: { status: 500, error: "x" } },
      { log: "requests", ago: 5, type: "request", data: { body: "Error" }, msg: "POST" },
    ]);
    expect(await messages(logs.search("error"))).toEqual([
      "error",
      "An ERROR",
      "it failed",
      "POST",
    ]);
    expect(await messages(logs.search("error", { log: "app" }))).toEqual(["it failed"]);
    expect(await messages(logs.search("error", { phone: [BEN] }))).toEqual(["An ERROR"]);
  });

  test("for nothing finds everything, so that filters can stand alone", async () => {
    const { logs } = logsOf([{ phone: ANNA }, { log: "app", level: "error", msg: "e" }]);
    expect(await collect(logs.search(""))).toHaveLength(2);
    expect(await messages(logs.search("", { minLevel: "error" }))).toEqual(["e"]);
  });

  test("gives the newest first, and stops at the limit", async () => {
    const written = Array.from({ length: 40 }, (_, n): Written => ({
      ago: n * HOUR_MS,
      msg: `${n}`,
    }));
    const { logs } = logsOf(written);
    expect(await messages(logs.search("", { order: "desc", limit: 3 }))).toEqual(["0", "1", "2"]);
    expect(await messages(logs.search("", { limit: 2 }))).toEqual(["39", "38"]);
    const all = await messages(logs.search(""));
    expect(await messages(logs.search("", { order: "desc" }))).toEqual(all.toReversed());
    expect(await messages(logs.search("", { order: "none" }))).toHaveLength(all.length);
  });

  test("keeps the order of log, phone, file and offset where times are equal", async () => {
    const { logs } = logsOf([
      { log: "requests", msg: "7" },
      { log: "app", msg: "6" },
      { phone: BEN, msg: "5" },
      { phone: ANNA, msg: "1" },
      { phone: ANNA, msg: "3", part: 2 },
      { phone: ANNA, msg: "4", instance: "web1" },
      { phone: ANNA, msg: "2" },
    ]);
    expect(await messages(logs.search(""))).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
    expect(await messages(logs.search("", { order: "desc" }))).toEqual([
      "7",
      "6",
      "5",
      "4",
      "3",
      "2",
      "1",
    ]);
  });
});

eachTimeZone("days are those of the folder's zone, whatever the system's", async () => {
  const { logs } = logsOf(
    [
      { ago: 11 * HOUR_MS, msg: "00:15 in Rome, the day before in UTC" },
      { ago: 12 * HOUR_MS, msg: "the evening before" },
    ],
    { timeZone: "Europe/Rome" },
  );
  const file = "whatsapp/2026-11-23/1234567890.log";
  expect(await filesOf(logs.search("", { since: "2026-11-23" }))).toEqual([file]);
  expect(await messages(logs.search("", { until: "2026-11-23" }))).toEqual(["the evening before"]);
});

test("an entry's place is told by the reader that gave it", async () => {
  const { logs } = logsOf([{ msg: "a" }, { msg: "b" }, { log: "app", msg: "c" }]);
  const places = (await collect(logs.search(""))).map((entry) => locationOf(entry));
  const length = '{"level":"info","time":"2026-11-23T10:15:30.123Z","msg":"a"}\n'.length;
  const file = "whatsapp/2026-11-23/1234567890.log";
  expect(places).toEqual([
    { log: "whatsapp", key: ANNA, day: "2026-11-23", file, offset: 0 },
    { log: "whatsapp", key: ANNA, day: "2026-11-23", file, offset: length },
    { log: "app", key: "app", day: "2026-11-23", file: "app/2026-11-23/app.log", offset: 0 },
  ]);
  expect(locationOf({ level: "info", time: "2026-11-23T10:15:30.123Z" })).toBeUndefined();
});
