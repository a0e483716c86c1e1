import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileTree, tempDir } from "@org/test-kit";
import fc from "fast-check";
import { addDays, daysBetween } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { linkNewest } from "../../src/folder/newest-link.ts";
import type { LogDay } from "../../src/retention/log-days.ts";
import { removeDays, type RemovalOptions } from "../../src/retention/remove-days.ts";
import { day, days, isThere, logTree, names } from "./log-tree.ts";

function remove(
  dir: string,
  oldestKept: string,
  more: Partial<RemovalOptions> = {},
): ReturnType<typeof removeDays> {
  return removeDays({ dir, oldestKept: day(oldestKept), dryRun: false, ...more });
}

test("days before the oldest kept go whole, of all logs; it and later ones stay", async () => {
  const dir = logTree("UTC", days("2026-11-20", 4), { phones: ["1234567890", "1234567891"] });
  const { removed, vetoed, failed } = await remove(dir, "2026-11-22");
  expect(names(dir)).toEqual(["2026-11-22", "2026-11-23"]);
  expect(names(dir, "app")).toEqual(["2026-11-22", "2026-11-23"]);
  expect(removed).toEqual([
    { root: "whatsapp", day: "2026-11-20", files: 2, bytes: 40 },
    { root: "whatsapp", day: "2026-11-21", files: 2, bytes: 40 },
    { root: "app", day: "2026-11-20", files: 1, bytes: 13 },
    { root: "app", day: "2026-11-21", files: 1, bytes: 13 },
  ]);
  expect({ vetoed, failed }).toEqual({ vetoed: [], failed: [] });
});

test("a folder without logs is nothing to remove from", async () => {
  expect(await remove(tempDir(), "2026-11-22")).toEqual({ removed: [], vetoed: [], failed: [] });
});

test("an empty day folder goes too", async () => {
  const dir = tempDir();
  mkdirSync(join(dir, "whatsapp/2026-11-01"), { recursive: true });
  await remove(dir, "2026-11-22");
  expect(names(dir)).toEqual([]);
});

test("whatever the days are, exactly those before the oldest kept go", async () => {
  const offsets = fc.uniqueArray(fc.integer({ min: -800, max: 800 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(offsets, fc.integer({ min: -800, max: 800 }), async (present, oldest) => {
      const all = present.map((offset) => addDays(day("2024-02-29"), offset));
      const oldestKept = addDays(day("2024-02-29"), oldest);
      const dir = logTree("UTC", all);
      await remove(dir, oldestKept);
      expect(names(dir)).toEqual(
        all.filter((each) => daysBetween(oldestKept, each) >= 0).toSorted(),
      );
    }),
    { numRuns: 20 },
  );
});

describe("what is not ours", () => {
  test("stays, and the folder it is in; so do names that are no day", async () => {
    const kept = {
      "whatsapp/2026-11-01/notes.txt": "mine",
      "whatsapp/2026-11-01/1234567890.log.gz": "mine",
      "whatsapp/2026-11-01/deep/1234567890.log": "mine",
      "whatsapp/2026-02-30/1234567890.log": "no such day",
      "whatsapp/2026-11-1/1234567890.log": "no day",
      "whatsapp/backup/2026-11-01/1234567890.log": "mine",
      "2026-11-01/1234567890.log": "mine",
      "archive/2026-11-01/1234567890.log": "mine",
    };
    const dir = logTree("UTC", days("2026-11-01", 1), { more: kept });
    const { removed } = await remove(dir, "2026-11-22");
    expect(removed).toMatchObject([{ root: "whatsapp", files: 1 }, { root: "app" }]);
    for (const [path, text] of Object.entries(kept))
      expect(readFileSync(join(dir, path), "utf8")).toBe(text);
    expect(isThere(join(dir, "whatsapp/2026-11-01/1234567890.log"))).toBe(false);
    // Strangers' files alone are no day to report each hour.
    expect((await remove(dir, "2026-11-22")).removed).toEqual([]);
  });

  test("a day folder that is a link is neither followed nor removed", async () => {
    const outside = fileTree({ "1234567890.log": "outside" });
    const dir = logTree("UTC", days("2026-11-02", 1));
    symlinkSync(outside, join(dir, "whatsapp/2026-11-01"));
    await remove(dir, "2026-11-22");
    expect(names(dir)).toEqual(["2026-11-01"]);
    expect(readFileSync(join(outside, "1234567890.log"), "utf8")).toBe("outside");
  });

  test("a link inside a day folder is neither followed nor removed", async () => {
    const outside = fileTree({ "1234567891.log": "outside" });
    const dir = logTree("UTC", days("2026-11-01", 1));
    symlinkSync(join(outside, "1234567891.log"), join(dir, "whatsapp/2026-11-01/1234567891.log"));
    symlinkSync(outside, join(dir, "whatsapp/2026-11-01/deep"));
    await remove(dir, "2026-11-22");
    expect(readFileSync(join(outside, "1234567891.log"), "utf8")).toBe("outside");
    expect(isThere(join(dir, "whatsapp/2026-11-01/1234567891.log"))).toBe(true);
    expect(isThere(join(dir, "whatsapp/2026-11-01/1234567890.log"))).toBe(false);
  });

  test("a day that is a file stays", async () => {
    const dir = fileTree({ "whatsapp/2026-11-01": "a file" });
    await remove(dir, "2026-11-22");
    expect(names(dir)).toEqual(["2026-11-01"]);
  });
});

describe("links to the newest day", () => {
  function link(dir: string, at: string, key = "1234567890"): void {
    linkNewest(dir, { log: "whatsapp", key, day: day(at), part: 1 });
  }

  test("go with the last day of a log, and stay with a log that is kept", async () => {
    const dir = logTree("UTC", days("2026-11-20", 2), { phones: ["1234567890", "1234567891"] });
    writeFileSync(join(dir, "whatsapp/2026-11-21/1234567892.log"), "x");
    link(dir, "2026-11-20");
    link(dir, "2026-11-21", "1234567892");
    await remove(dir, "2026-11-21");
    expect(names(dir)).toEqual(["1234567892.log", "2026-11-21"]);
  });

  test("stay when their day has been kept by a veto", async () => {
    const dir = logTree("UTC", days("2026-11-20", 1));
    link(dir, "2026-11-20");
    const { vetoed } = await remove(dir, "2026-11-21", { onBeforeDelete: () => false });
    expect(vetoed).toHaveLength(2);
    expect(names(dir)).toEqual(["1234567890.log", "2026-11-20"]);
  });

  test("of somebody else stay, wherever they lead", async () => {
    const dir = logTree("UTC", days("2026-11-20", 1));
    const strange = {
      "latest.log": "2026-11-20/1234567890.log",
      "1234567893.log": "../elsewhere",
      "x.tmp": "y",
    };
    for (const [name, target] of Object.entries(strange))
      symlinkSync(target, join(dir, "whatsapp", name));
    await remove(dir, "2026-11-21");
    expect(names(dir)).toEqual(Object.keys(strange).toSorted());
  });

  test("that are plain files by now stay", async () => {
    const dir = logTree("UTC", days("2026-11-20", 1), {
      more: { "whatsapp/1234567890.log": "mine" },
    });
    await remove(dir, "2026-11-21");
    expect(readFileSync(join(dir, "whatsapp/1234567890.log"), "utf8")).toBe("mine");
  });
});

describe("onBeforeDelete", () => {
  test("is asked for each day with what it holds, and its no keeps the day", async () => {
    const dir = logTree("UTC", days("2026-11-20", 2));
    const asked: LogDay[] = [];
    const { removed, vetoed } = await remove(dir, "2026-11-22", {
      onBeforeDelete: async (each) => {
        asked.push(each);
        return each.day !== "2026-11-20";
      },
    });
    expect(asked).toHaveLength(4);
    expect(asked[0]).toEqual({ root: "whatsapp", day: "2026-11-20", files: 1, bytes: 20 });
    expect(vetoed.map((each) => each.day)).toEqual(["2026-11-20", "2026-11-20"]);
    expect(removed.map((each) => each.day)).toEqual(["2026-11-21", "2026-11-21"]);
    expect(names(dir)).toEqual(["2026-11-20"]);
  });

  test.each([
    ["nothing", () => undefined],
    ["true", () => true],
  ])("lets a day go with %s", async (_name, onBeforeDelete) => {
    const dir = logTree("UTC", days("2026-11-20", 1));
    await remove(dir, "2026-11-22", { onBeforeDelete });
    expect(names(dir)).toEqual([]);
  });

  test("that throws keeps the day, says so, and holds up no other", async () => {
    const dir = logTree("UTC", days("2026-11-20", 2));
    const { removed, failed } = await remove(dir, "2026-11-22", {
      onBeforeDelete: (each) => {
        if (each.day === "2026-11-20") throw new Error("archive is down");
      },
    });
    expect(failed.map(({ day: each, error }) => [each.day, error.message])).toEqual([
      ["2026-11-20", "archive is down"],
      ["2026-11-20", "archive is down"],
    ]);
    expect(removed).toHaveLength(2);
    expect(names(dir)).toEqual(["2026-11-20"]);
  });
});

test("a dry run removes nothing, asks, and says what would go", async () => {
  const dir = logTree("UTC", days("2026-11-20", 3));
  linkNewest(dir, { log: "whatsapp", key: "1234567890", day: day("2026-11-20"), part: 1 });
  let asked = 0;
  const dry = await remove(dir, "2026-11-22", {
    dryRun: true,
    onBeforeDelete: () => void (asked += 1),
  });
  expect(names(dir)).toEqual(["1234567890.log", "2026-11-20", "2026-11-21", "2026-11-22"]);
  expect(asked).toBe(4);
  expect((await remove(dir, "2026-11-22")).removed).toEqual(dry.removed);
});

test("several removals at once remove everything once and fail at nothing", async () => {
  const phones = Array.from({ length: 50 }, (_, at) => `${1_234_567_000 + at}`);
  const dir = logTree("UTC", days("2026-10-01", 20), { phones });
  for (const phone of phones)
    linkNewest(dir, { log: "whatsapp", key: phone, day: day("2026-10-20"), part: 1 });
  const reports = await Promise.all(Array.from({ length: 4 }, () => remove(dir, "2026-11-22")));
  expect(names(dir)).toEqual([]);
  expect(reports.flatMap(({ failed }) => failed)).toEqual([]);
});
