import type { CalendarDay, DayFile } from "@org/log-core";
import { expect, test } from "vitest";
import { LinkedFiles } from "../../src/folder/linked-files.ts";

function file(more: Partial<DayFile> = {}): DayFile {
  return { log: "whatsapp", key: "1234567890", day: "2026-11-23" as CalendarDay, part: 1, ...more };
}

test("a file is remembered by all that its link leads to", () => {
  const linked = new LinkedFiles();
  linked.add(file());
  expect(linked.has(file())).toBe(true);
  for (const other of [
    file({ key: "1234567891" }),
    file({ day: "2026-11-24" as CalendarDay }),
    file({ part: 2 }),
    file({ log: "app", key: "app" }),
  ]) {
    expect(linked.has(other)).toBe(false);
  }
});

test("a newer day forgets the days before, and an older one is not remembered", () => {
  const linked = new LinkedFiles();
  const newer = file({ day: "2026-11-24" as CalendarDay });
  linked.add(file());
  linked.add(newer);
  linked.add(file({ key: "1234567891" }));
  expect([linked.has(newer), linked.has(file()), linked.has(file({ key: "1234567891" }))]).toEqual([
    true,
    false,
    false,
  ]);
});
