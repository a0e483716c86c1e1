import { parseDayFile } from "@org/log-core";
import { expect, test } from "vitest";
import { comparePlannedFiles, plannedFile } from "../../src/plan/planned-file.ts";

const IN_ORDER = [
  "whatsapp/2026-11-23/1234567890.log",
  "whatsapp/2026-11-23/1234567890~2.log",
  "whatsapp/2026-11-23/1234567890~10.log",
  "whatsapp/2026-11-23/1234567890~web1.log",
  "whatsapp/2026-11-23/1234567890~web1~2.log",
  "whatsapp/2026-11-23/1234567891.log",
  "app/2026-11-23/app.log",
  "app/2026-11-23/app~web1.log",
  "app/2026-11-23/requests.log",
];

function plan(path: string) {
  const file = parseDayFile(path);
  if (file === undefined) throw new Error(path);
  return plannedFile(file);
}

test("files of a day come by log, key, instance and part", () => {
  const sorted = IN_ORDER.map(plan).toReversed().toSorted(comparePlannedFiles);
  expect(sorted.map(({ path }) => path)).toEqual(IN_ORDER);
});
