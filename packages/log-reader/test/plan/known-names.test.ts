import { isCalendarDay, LOG_KINDS, type CalendarDay } from "@org/log-core";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { DayFiles } from "../../src/plan/day-files.ts";
import { FileSelection } from "../../src/plan/file-selection.ts";
import { KnownNames } from "../../src/plan/known-names.ts";
import { comparePlannedFiles, type PlannedFile } from "../../src/plan/planned-file.ts";

function dayOf(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new Error(text);
  return text;
}

const DAYS = ["2026-11-23", "2026-11-24", "2026-11-25"].map(dayOf);
const NAMES = ["1111", "111", "11112", "US.aB", "12345678@g.us"].flatMap((key) =>
  ["", "~web1", "~a"].flatMap((instance) =>
    ["", "~2", "~10"].map((part) => `${key}${instance}${part}.log`),
  ),
);
const STRANGERS = ["notes.txt", "111~1.log", ".hidden"];

test("names stand for the same files on every day, in the order of files", () => {
  const someNames = fc.shuffledSubarray([...NAMES, ...STRANGERS]);
  fc.assert(
    fc.property(fc.tuple(someNames, someNames, someNames), (days) => {
      const selection = new FileSelection(LOG_KINDS, undefined);
      const known = new KnownNames("whatsapp", selection);
      for (const [at, names] of days.entries()) {
        const day = DAYS[at] ?? dayOf("2026-11-26");
        const files = names
          .map((name) => selection.select({ root: "whatsapp", day }, name))
          .filter((file): file is PlannedFile => typeof file !== "string");
        const named = known.filesOf(day, names);
        expect([...new DayFiles(day, named.files)]).toEqual(files.toSorted(comparePlannedFiles));
        expect(named.foreign).toEqual(names.filter((name) => STRANGERS.includes(name)));
      }
    }),
  );
});

test("names of logs and phones that are not asked for are neither files nor foreign", () => {
  const day = dayOf("2026-11-23");
  const known = new KnownNames("app", new FileSelection(["requests"], undefined));
  const { files, foreign } = known.filesOf(day, ["app.log", "requests.log", "x.log"]);
  expect(files.map(({ name }) => name)).toEqual(["requests.log"]);
  expect(foreign).toEqual(["x.log"]);
});

test("names are kept from day to day, and forgotten when there are very many", () => {
  const selection = new FileSelection(LOG_KINDS, undefined);
  const select = vi.spyOn(selection, "select");
  const known = new KnownNames("whatsapp", selection);
  const [first, second] = [dayOf("2026-11-23"), dayOf("2026-11-24")];
  const many = Array.from({ length: 100_001 }, (_, number) => `${1_000_000 + number}.log`);
  for (const day of [first, second]) expect(known.filesOf(day, many).files).toHaveLength(100_001);
  expect(select).toHaveBeenCalledTimes(100_001);
  const names = known.filesOf(second, ["1000001.log", "999.log"]).files.map(({ name }) => name);
  expect(names).toEqual(["1000001.log", "999.log"]);
  expect(select).toHaveBeenCalledTimes(100_003);
});
