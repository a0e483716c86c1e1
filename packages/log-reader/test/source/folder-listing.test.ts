import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { isCalendarDay } from "@org/log-core";
import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { listDays, listNames } from "../../src/source/folder-listing.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");

test("days are the folders named like one, oldest first", () => {
  const dir = fileTree({
    "whatsapp/2026-11-23/1.log": "",
    "whatsapp/2026-02-28/1.log": "",
    "whatsapp/2026-02-30/1.log": "",
    "whatsapp/2026-11-2x/1.log": "",
    "whatsapp/2026-11-24": "a file",
    "whatsapp/1234567890.log": "",
  });
  symlinkSync("2026-11-23", join(dir, "whatsapp/2026-11-25"));
  expect(listDays(dir, "whatsapp")).toEqual(["2026-02-28", "2026-11-23"]);
  expect(listDays(dir, "app")).toEqual([]);
});

test("names are all there is in a day, plain files apart from others", () => {
  const dir = fileTree({ "app/2026-11-23/app.log": "", "app/2026-11-23/.hidden": "" });
  mkdirSync(join(dir, "app/2026-11-23/folder"));
  symlinkSync("app.log", join(dir, "app/2026-11-23/link.log"));
  const { files, others } = listNames(dir, "app", day);
  expect(files.toSorted()).toEqual([".hidden", "app.log"]);
  expect(others.toSorted()).toEqual(["folder", "link.log"]);
  expect(listNames(dir, "whatsapp", day)).toEqual({ files: [], others: [] });
});

test("a folder's path may hold what a pattern would read as special", () => {
  const dir = fileTree({ "a [b]{c,d}*!(x)/whatsapp/2026-11-23/1.log": "" });
  expect(listDays(join(dir, "a [b]{c,d}*!(x)"), "whatsapp")).toEqual(["2026-11-23"]);
});
