import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createCalendar, parseDayFile } from "@org/log-core";
import { tempDir } from "@org/test-kit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openLogs, type ListQuery } from "../src/index.ts";
import { openShared } from "../src/open-logs.ts";
import { folder, makeFolder, readLines, seldom, ZONES } from "./counted-folders.ts";

const RUNS = process.env["FULL"] === undefined ? 120 : 2_000;

/** What a list with counts has to say of each phone, besides what names and sizes tell. */
function countedPhones(dir: string, timeZone: string, { phone, since }: ListQuery): object[] {
  const calendar = createCalendar(timeZone);
  const firstDay = typeof since === "number" ? calendar.dayOf(since) : undefined;
  const lines = [...readLines(dir).values()].filter(({ entry, file }) => {
    const parsed = parseDayFile(file);
    if (parsed?.log !== "whatsapp") return false;
    if (typeof entry.phone === "string" && entry.phone !== parsed.key) return false;
    if (firstDay === undefined) return true;
    return parsed.day >= firstDay && calendar.dayOf(Date.parse(entry.time)) >= firstDay;
  });
  const keys = readdirSync(dir, { recursive: true, encoding: "utf8" }).flatMap((file) => {
    const parsed = parseDayFile(file.replaceAll("\\", "/"));
    if (parsed?.log !== "whatsapp" || parsed.day < (firstDay ?? "")) return [];
    return phone === undefined || parsed.key === phone ? [parsed.key] : [];
  });
  return [...new Set(keys)].toSorted().map((key) => {
    const times = lines
      .filter(({ file }) => parseDayFile(file)?.key === key)
      .map(({ entry }) => entry.time)
      .toSorted();
    return { phone: key, entries: times.length, firstTime: times[0], lastTime: times.at(-1) };
  });
}

test("a list counts what parsing every line counts", { timeout: 600_000 }, async () => {
  const dir = join(tempDir(), "logs");
  let counted = 0;
  const pieces = { readBytes: 512, batchBytes: 300, batchFiles: 1, minSharedMs: 0 };
  const shared = openShared({ dir }, { ...pieces, maxWorkers: 2 });
  const unshared = openShared({ dir }, { ...pieces, maxWorkers: 0 });
  const range = fc.record({
    phone: seldom(fc.constantFrom("1234567890", "US.aB")),
    since: seldom(fc.constantFrom(Date.UTC(2026, 10, 22, 18), Date.UTC(2026, 10, 23, 10))),
  });
  await fc.assert(
    fc.asyncProperty(folder, range, fc.constantFrom(...ZONES), async (files, asked, timeZone) => {
      makeFolder(dir, files, timeZone);
      const expected = countedPhones(dir, timeZone, asked);
      for (const logs of [openLogs({ dir }), shared, unshared]) {
        const listed = await logs.list({ ...asked, count: true });
        const found = listed.map(({ phone, entries, firstTime, lastTime }) => ({
          phone,
          entries,
          firstTime,
          lastTime,
        }));
        expect(found).toEqual(expected);
        counted += found.reduce((sum, { entries = 0 }) => sum + entries, 0);
      }
    }),
    { numRuns: RUNS },
  );
  await shared.close();
  // Empty folders would prove nothing.
  expect(counted).toBeGreaterThan(RUNS);
});
