import { describe, expect, test } from "vitest";
import { logsOf } from "./folder.ts";

describe("stats", () => {
  test("count by day, hour, phone, direction, type, level and any field", async () => {
    const { logs } = logsOf(
      [
        { ago: 86_400_000, phone: "111", direction: "INCOMING", type: "text", msg: "one" },
        { phone: "111", direction: "OUTGOING", type: "text", data: { status: "sent" }, msg: "2" },
        { phone: "222", level: "error", type: "error", data: { status: "failed" }, msg: "3" },
        { phone: "222", level: "error", type: "error", data: { status: "failed" }, msg: "4" },
      ],
      { timeZone: "Europe/Rome" },
    );
    const stats = await logs.stats({ by: ["data.status", "bot"], top: 1 });
    expect(stats).toMatchObject({
      entries: 4,
      first: "2026-11-22T10:15:30.123Z",
      last: "2026-11-23T10:15:30.123Z",
      days: [
        { day: "2026-11-22", entries: 1 },
        { day: "2026-11-23", entries: 3 },
      ],
      logs: { top: [{ value: "whatsapp", entries: 4 }], distinct: 1, otherEntries: 0 },
      phones: { top: [{ value: "111", entries: 2 }], distinct: 2, otherEntries: 2 },
      types: { top: [{ value: "error", entries: 2 }], distinct: 2, maxErrorEntries: 0 },
      directions: { otherEntries: 1, missingEntries: 2 },
      by: {
        "data.status": { top: [{ value: "failed", entries: 2 }], missingEntries: 1 },
        bot: { top: [], distinct: 0, missingEntries: 4 },
      },
    });
    expect(stats.hours.map(({ entries }) => entries)).toEqual(
      Array.from({ length: 24 }, (_, hour) => (hour === 11 ? 4 : 0)),
    );
    expect(stats.report).toMatchObject({ entries: 4, filesOpened: 3, malformed: 0 });
    expect(stats.bytes).toBe(stats.report.bytesRead);
  });

  test("of nothing are nothing", async () => {
    const { logs } = logsOf([]);
    const stats = await logs.stats();
    expect(stats).toMatchObject({ entries: 0, bytes: 0, first: undefined, last: undefined });
    expect(stats.days).toEqual([]);
  });
});
