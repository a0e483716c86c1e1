import { isCalendarDay, LOG_KINDS } from "@org/log-core";
import { expect, test } from "vitest";
import { DayFiles } from "../../src/plan/day-files.ts";
import { plannedFile } from "../../src/plan/planned-file.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");
const FILES = LOG_KINDS.flatMap((log) =>
  [undefined, "web1"].flatMap((instance) =>
    [1, 2].map((part) => plannedFile({ log, key: "111", day, instance, part })),
  ),
);

test("the files of a day are those it was made of, one at a time or in a row", () => {
  const files = DayFiles.of(day, FILES);
  expect(files).toHaveLength(FILES.length);
  expect([...files]).toEqual(FILES);
  expect(FILES.map((_, place) => files.at(place))).toEqual(FILES);
  expect(files.at(FILES.length)).toBeUndefined();
  expect([...files.range(1, 3)]).toEqual(FILES.slice(1, 3));
  expect([...files.range(5)]).toEqual(FILES.slice(5));
});

test("they know their names and folders without a record of each", () => {
  const files = DayFiles.of(day, FILES);
  expect(files.names).toEqual(FILES.map(({ path }) => path.split("/").at(-1)));
  expect(FILES.map((_, place) => files.rootAt(place))).toEqual(
    FILES.map(({ path }) => path.split("/")[0]),
  );
  expect(files.rootAt(FILES.length)).toBeUndefined();
});
