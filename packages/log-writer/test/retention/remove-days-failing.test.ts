import { eventually } from "@org/test-kit";
import { expect, test, vi } from "vitest";
import { day, days, logTree, names } from "./log-tree.ts";

vi.mock(import("node:fs"), async (original) => {
  const fs = await original();
  // The link of one phone cannot be taken away: nothing that root may do makes a rename fail.
  const renameSync = ((from: string, to: string) => {
    if (from.endsWith("/1234567890.log")) throw Object.assign(new Error("EIO"), { code: "EIO" });
    fs.renameSync(from, to);
  }) as typeof fs.renameSync;
  return { ...fs, renameSync };
});
const { linkNewest } = await import("../../src/folder/newest-link.ts");
const { removeDays } = await import("../../src/retention/remove-days.ts");
const { createLogWriter } = await import("../../src/create-log-writer.ts");

test("a link that cannot be removed is said, and keeps no other link and no day of another log", async () => {
  const phones = ["1234567890", "1234567891"];
  const dir = logTree("UTC", days("2026-11-20", 2), { phones });
  for (const key of phones) {
    linkNewest(dir, { log: "whatsapp", key, day: day("2026-11-21"), part: 1 });
  }
  const removal = removeDays({ dir, oldestKept: day("2026-11-22"), dryRun: false });
  await expect(removal).rejects.toMatchObject({ code: "EIO" });
  expect(names(dir)).toEqual(["1234567890.log"]);
  expect(names(dir, "app")).toEqual([]);
});

test("nor does it keep a writer from the size that its folder may have", async () => {
  const kept = [...days("2026-10-01", 1), ...days("2026-11-20", 4)];
  const dir = logTree("UTC", kept, {
    more: { "whatsapp/2026-11-20/1234567892.log": line(20_000) },
  });
  linkNewest(dir, { log: "whatsapp", key: "1234567890", day: day("2026-10-01"), part: 1 });
  const codes: string[] = [];
  const logs = createLogWriter({
    dir,
    maxTotalBytes: 10_000,
    clock: { now: () => Date.parse("2026-11-23T12:00:00Z") },
    onError: ({ code }) => void codes.push(code),
  });
  await eventually(() => !names(dir).includes("2026-11-20"));
  await logs.close();
  expect(codes).toEqual(["LOG_CLEANUP_FAILED", "LOG_CLEANUP_FAILED"]);
  expect(names(dir)).toEqual(["1234567890.log", "2026-11-21", "2026-11-22", "2026-11-23"]);
});

function line(bytes: number): string {
  return `${"x".repeat(bytes - 1)}\n`;
}
