import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createLogWriter } from "@org/log-writer";
import { runNode, tempDir } from "@org/test-kit";
import { describe, expect, test, vi } from "vitest";
import { dayFiles } from "./written-lines.ts";

const PHONE = "1234567890";
const BOT = new URL("bots/stamped.mjs", import.meta.url);

/** Instants (UTC) and the day each belongs to. Worked out by hand from the zones' own rules. */
const DAYS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  UTC: [
    ["2026-11-22T23:59:59.999Z", "2026-11-22"],
    ["2026-11-23T00:00:00.000Z", "2026-11-23"],
    ["2026-12-31T23:59:59.999Z", "2026-12-31"],
    ["2027-01-01T00:00:00.000Z", "2027-01-01"],
    ["2028-02-28T23:59:59.999Z", "2028-02-28"],
    ["2028-02-29T00:00:00.000Z", "2028-02-29"],
    ["2028-03-01T00:00:00.000Z", "2028-03-01"],
  ],
  "Europe/Rome": [
    // 29 March 2026 has 23 hours: it begins at +01 and ends at +02.
    ["2026-03-28T22:59:59.999Z", "2026-03-28"],
    ["2026-03-28T23:00:00.000Z", "2026-03-29"],
    ["2026-03-29T21:59:59.999Z", "2026-03-29"],
    ["2026-03-29T22:00:00.000Z", "2026-03-30"],
    // 25 October 2026 has 25.
    ["2026-10-24T22:00:00.000Z", "2026-10-25"],
    ["2026-10-25T22:59:59.999Z", "2026-10-25"],
    ["2026-10-25T23:00:00.000Z", "2026-10-26"],
    ["2026-12-31T23:00:00.000Z", "2027-01-01"],
    ["2028-02-28T23:00:00.000Z", "2028-02-29"],
  ],
  "America/New_York": [
    ["2026-03-08T04:59:59.999Z", "2026-03-07"],
    ["2026-03-08T05:00:00.000Z", "2026-03-08"],
    ["2026-03-09T03:59:59.999Z", "2026-03-08"],
    ["2026-03-09T04:00:00.000Z", "2026-03-09"],
    ["2026-11-01T04:00:00.000Z", "2026-11-01"],
    ["2026-11-02T04:59:59.999Z", "2026-11-01"],
    ["2026-11-02T05:00:00.000Z", "2026-11-02"],
    ["2027-01-01T04:59:59.999Z", "2026-12-31"],
    ["2028-02-29T05:00:00.000Z", "2028-02-29"],
    ["2028-03-01T05:00:00.000Z", "2028-03-01"],
  ],
  "Asia/Kolkata": [
    ["2026-11-22T18:29:59.999Z", "2026-11-22"],
    ["2026-11-22T18:30:00.000Z", "2026-11-23"],
    ["2026-12-31T18:30:00.000Z", "2027-01-01"],
    ["2028-02-28T18:30:00.000Z", "2028-02-29"],
  ],
  "Pacific/Chatham": [
    // +12:45, and +13:45 in summer: it changes on 5 April and 27 September 2026.
    ["2026-04-04T10:14:59.999Z", "2026-04-04"],
    ["2026-04-04T10:15:00.000Z", "2026-04-05"],
    ["2026-04-05T11:14:59.999Z", "2026-04-05"],
    ["2026-04-05T11:15:00.000Z", "2026-04-06"],
    ["2026-09-26T11:15:00.000Z", "2026-09-27"],
    ["2026-09-27T10:14:59.999Z", "2026-09-27"],
    ["2026-09-27T10:15:00.000Z", "2026-09-28"],
    ["2026-12-31T10:15:00.000Z", "2027-01-01"],
    ["2028-02-28T10:15:00.000Z", "2028-02-29"],
  ],
  "America/Sao_Paulo": [
    // Changed at midnight until 2019: 4 November 2018 began at 01:00, 17 February 2018 had 25 hours.
    ["2018-11-04T02:59:59.999Z", "2018-11-03"],
    ["2018-11-04T03:00:00.000Z", "2018-11-04"],
    ["2018-11-05T02:00:00.000Z", "2018-11-05"],
    ["2018-02-18T01:59:59.999Z", "2018-02-17"],
    ["2018-02-18T02:59:59.999Z", "2018-02-17"],
    ["2018-02-18T03:00:00.000Z", "2018-02-18"],
    ["2027-01-01T03:00:00.000Z", "2027-01-01"],
    ["2028-02-29T03:00:00.000Z", "2028-02-29"],
  ],
};

describe.each(["UTC", "America/Los_Angeles", "Asia/Tokyo"])(
  "with the system in %s",
  (systemZone) => {
    test.each(Object.keys(DAYS))(
      "each entry is in the file of its own day in %s",
      async (timeZone) => {
        const dir = tempDir();
        const stamps = DAYS[timeZone] ?? [];
        const { code, stderr } = await runNode(BOT, {
          args: [dir, timeZone, PHONE, ...stamps.map(([time]) => time)],
          env: { TZ: systemZone },
        });
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        const found = dayFiles(dir).flatMap((path) => {
          const day = path.split("/").at(-2);
          return timesIn(path).map((time) => `${time} in ${day}`);
        });
        const expected = stamps.map(([time, day]) => `${time} in ${day}`);
        expect(found.toSorted()).toEqual(expected.toSorted());
        for (const path of dayFiles(dir)) expect(statSync(path).size).toBeGreaterThan(0);
      },
    );
  },
);

test("a writer that logs nothing for a week makes no file and no folder", async () => {
  vi.useFakeTimers({ now: Date.parse("2026-11-20T12:00:00Z") });
  try {
    const dir = tempDir();
    await using logs = createLogWriter({ dir, timeZone: "UTC" });
    const before = readdirSync(dir, { recursive: true, encoding: "utf8" });
    await vi.advanceTimersByTimeAsync(7 * 86_400_000);
    expect(readdirSync(dir, { recursive: true, encoding: "utf8" })).toEqual(before);
    expect(before.toSorted()).toEqual([".gitignore", "layout.json"]);
    expect(logs.metrics().openFiles).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("a writer with yesterday's file open leaves it as it is over midnight", async () => {
  let nowMs = Date.parse("2026-11-22T23:59:00Z");
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC", clock: { now: () => nowMs } });
  logs.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text" });
  await logs.flush();
  const before = readdirSync(dir, { recursive: true, encoding: "utf8" });
  nowMs += 3 * 60_000;
  await logs.flush();
  expect(readdirSync(dir, { recursive: true, encoding: "utf8" })).toEqual(before);
  logs.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text" });
  await logs.flush();
  expect(dayFiles(dir).map((path) => path.slice(dir.length))).toEqual([
    `/whatsapp/2026-11-22/${PHONE}.log`,
    `/whatsapp/2026-11-23/${PHONE}.log`,
  ]);
});

function timesIn(path: string): string[] {
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => (JSON.parse(line) as { time: string }).time);
}

test("the link leads to the newest day, whichever is written last", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({
    dir,
    timeZone: "UTC",
    clock: { now: () => Date.parse("2026-11-23T12:00:00Z") },
  });
  for (const day of ["21", "23", "22"]) {
    const time = new Date(`2026-11-${day}T10:00:00Z`);
    logs.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text", time });
    await logs.flush();
  }
  expect(timesIn(join(dir, "whatsapp", `${PHONE}.log`))).toEqual(["2026-11-23T10:00:00.000Z"]);
});
