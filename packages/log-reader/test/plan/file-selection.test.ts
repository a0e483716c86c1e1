import { isCalendarDay, LOG_KINDS, type LogRoot } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { FileSelection } from "../../src/plan/file-selection.ts";
import { phoneCondition } from "../../src/query/phone-condition.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");

function select(selection: FileSelection, root: LogRoot, name: string): string {
  const selected = selection.select({ root, day: day as never }, name);
  return typeof selected === "string" ? selected : selected.path;
}

describe("all logs of every phone", () => {
  const all = new FileSelection(LOG_KINDS, undefined);

  test("are in both folders, of which one has to be listed", () => {
    expect(all.roots).toEqual(["whatsapp", "app"]);
    expect(all.stems("whatsapp")).toBeUndefined();
    expect(all.stems("app")).toEqual([
      { log: "app", key: "app" },
      { log: "requests", key: "requests" },
    ]);
  });

  test.each([
    ["whatsapp", "1234567890.log", "whatsapp/2026-11-23/1234567890.log"],
    ["whatsapp", "1234567890~web1~3.log", "whatsapp/2026-11-23/1234567890~web1~3.log"],
    ["whatsapp", "notes.txt", "foreign"],
    ["whatsapp", "app.log", "foreign"],
    ["app", "requests.log", "app/2026-11-23/requests.log"],
    ["app", "1234567890.log", "foreign"],
  ] as const)("%s %s: %s", (root, name, expected) => {
    expect(select(all, root, name)).toBe(expected);
  });
});

describe("some phones", () => {
  const some = new FileSelection(["whatsapp"], phoneCondition(["1234567890", "US.aB"]));

  test("are named without a listing", () => {
    expect(some.roots).toEqual(["whatsapp"]);
    expect(some.stems("whatsapp")).toEqual([
      { log: "whatsapp", key: "1234567890" },
      { log: "whatsapp", key: "US.aB" },
    ]);
  });

  test.each([
    ["1234567890.log", "whatsapp/2026-11-23/1234567890.log"],
    ["1234567890~2.log", "whatsapp/2026-11-23/1234567890~2.log"],
    ["12345678901.log", "other"],
    ["notes.txt", "other"],
    ["US.aB~web1.log", "whatsapp/2026-11-23/US.aB~web1.log"],
    // One file on systems that ignore case: its lines say whose they are.
    ["US.AB.log", "whatsapp/2026-11-23/US.AB.log"],
  ])("%s: %s", (name, expected) => {
    expect(select(some, "whatsapp", name)).toBe(expected);
  });
});

describe("phones by their beginning", () => {
  const some = new FileSelection(["whatsapp"], phoneCondition(["123*", "us.A*"]));

  test("have to be looked for among all", () => {
    expect(some.stems("whatsapp")).toBeUndefined();
    expect(some.names()).toEqual(["whatsapp/*/123*.log", "whatsapp/*/us.A*.log"]);
  });

  test.each([
    ["1234567890.log", "whatsapp/2026-11-23/1234567890.log"],
    ["1234567890~2.log", "whatsapp/2026-11-23/1234567890~2.log"],
    ["US.aB.log", "whatsapp/2026-11-23/US.aB.log"],
    ["0123456789.log", "other"],
  ])("%s: %s", (name, expected) => {
    expect(select(some, "whatsapp", name)).toBe(expected);
  });
});

test("one of the logs in a folder leaves the other", () => {
  expect(select(new FileSelection(["app"], undefined), "app", "requests.log")).toBe("other");
});
