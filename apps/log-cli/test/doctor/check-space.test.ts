import { isCalendarDay } from "@org/log-core";
import { tempDir } from "@org/test-kit";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkSpace } from "../../src/doctor/check-space.ts";
import { walkFolder } from "../../src/doctor/folder-tree.ts";

const TODAY = "2026-11-23";
if (!isCalendarDay(TODAY)) throw new Error(TODAY);

/** A folder with two full days of ten files of 64 kB each, a younger and an older one. */
function folder(): string {
  const dir = tempDir();
  for (const day of ["2026-11-01", "2026-11-21", "2026-11-22", "2026-11-23"]) {
    mkdirSync(join(dir, "whatsapp", day), { recursive: true });
    for (let at = 0; at < 10; at += 1) {
      writeFileSync(join(dir, "whatsapp", day, `55500${at}.log`), "x".repeat(65_536));
    }
  }
  return dir;
}

function findings(free: { bytes: number; inodes: number; files?: number }) {
  const dir = folder();
  const { bytes, inodes, files = 1_000_000 } = free;
  return checkSpace(dir, walkFolder(dir), TODAY as never, {
    bavail: bytes / 1000,
    bsize: 1000,
    ffree: inodes,
    files,
  });
}

test("the rate is that of the last full days", () => {
  const [space, inodes] = findings({ bytes: 10e9, inodes: 1_000_000 });
  expect(space).toMatchObject({ check: "space", status: "ok" });
  expect(space?.details).toMatchObject({ freeBytes: 10e9 });
  const bytesPerDay = Number(space?.details?.["bytesPerDay"]);
  // Folders take blocks too, and how many is the file system's affair.
  expect(bytesPerDay).toBeGreaterThanOrEqual(655_360);
  expect(bytesPerDay).toBeLessThan(720_000);
  expect(inodes).toMatchObject({ check: "inodes", status: "ok", details: { filesPerDay: 11 } });
});

test("too little for a week needs attention", () => {
  expect(findings({ bytes: 4_000_000, inodes: 60 })).toMatchObject([
    {
      check: "space",
      status: "attention",
      summary: expect.stringMatching(/^4\.0 MB are free, enough for [56] days at \d{3} kB a day$/),
    },
    {
      check: "inodes",
      status: "attention",
      summary: "60 inodes are free, enough for 5 days at 11 files a day",
    },
  ]);
});

test("very little needs attention whatever the rate", () => {
  expect(findings({ bytes: 50e6, inodes: 1_000_000 })).toMatchObject([
    { check: "space", status: "attention" },
    { check: "inodes", status: "ok" },
  ]);
});

test("a file system without a number of inodes is not judged by it", () => {
  expect(findings({ bytes: 10e9, inodes: 0, files: 0 }).map(({ check }) => check)).toEqual([
    "space",
  ]);
});

test("without a rate there are no days to tell", () => {
  const dir = tempDir();
  const free = { bavail: 1e9, bsize: 1, ffree: 5, files: 10 };
  expect(checkSpace(dir, walkFolder(dir), TODAY as never, free)[0]).toMatchObject({
    status: "ok",
    summary: "1.0 GB are free; nothing was logged in the last 7 days to tell a rate",
    details: { days: null },
  });
});
