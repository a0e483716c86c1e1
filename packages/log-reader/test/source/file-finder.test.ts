import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  isCalendarDay,
  isLogError,
  LOG_KINDS,
  type CalendarDay,
  type LogKind,
} from "@org/log-core";
import { fileTree, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { FileSelection } from "../../src/plan/file-selection.ts";
import { phoneCondition } from "../../src/query/phone-condition.ts";
import { FileFinder } from "../../src/source/file-finder.ts";
import { failSystem } from "./failing-system.ts";

function day(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new Error(text);
  return text;
}

const DAY = day("2026-11-23");
const OPEN = { first: undefined, last: undefined };
const TREE: Record<string, string> = {
  "whatsapp/2026-11-22/1234567890.log": "",
  "whatsapp/2026-11-23/1234567890.log": "",
  "whatsapp/2026-11-23/1234567890~2.log": "",
  "whatsapp/2026-11-23/1234567890~3.log": "",
  "whatsapp/2026-11-23/1234567890~web1.log": "",
  "whatsapp/2026-11-23/1234567890~web1~2.log": "",
  "whatsapp/2026-11-23/555.log": "",
  "whatsapp/2026-11-23/stranger.txt": "",
  "whatsapp/2026-11-31/555.log": "",
  "whatsapp/555.log": "",
  "app/2026-11-23/app.log": "",
  "app/2026-11-23/requests~web1.log": "",
  "app/2026-11-25/app.log": "",
};

function finderOf(
  dir: string,
  { logs = LOG_KINDS, phones }: { logs?: readonly LogKind[]; phones?: readonly string[] } = {},
) {
  const notes = { foreign: [] as string[], unreadable: [] as string[] };
  const selection = new FileSelection(logs, phones && phoneCondition(phones));
  const finder = new FileFinder(dir, selection, {
    addForeign: (path) => void notes.foreign.push(path),
    addUnreadable: (path, code) => void notes.unreadable.push(`${path} ${code}`),
  });
  return { finder, notes };
}

function pathsOf(finder: FileFinder): string[] {
  return Array.from(finder.files(DAY), ({ path }) => path.slice(path.lastIndexOf("/") + 1));
}

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

const OF_ANNA = [
  "1234567890.log",
  "1234567890~2.log",
  "1234567890~3.log",
  "1234567890~web1.log",
  "1234567890~web1~2.log",
];

describe("the days", () => {
  test("of an open range are the folders there are", () => {
    const { finder } = finderOf(fileTree(TREE));
    expect(finder.days(OPEN)).toEqual(["2026-11-22", "2026-11-23", "2026-11-25"]);
    expect(finder.days({ first: DAY, last: undefined })).toEqual(["2026-11-23", "2026-11-25"]);
  });

  test("of a closed range need no look", () => {
    const { finder } = finderOf(tempDir());
    expect(finder.days({ first: DAY, last: day("2026-11-24") })).toEqual([
      "2026-11-23",
      "2026-11-24",
    ]);
  });

  test("of a folder that holds nothing are none", () => {
    expect(finderOf(tempDir()).finder.days(OPEN)).toEqual([]);
    expect(finderOf(fileTree({ whatsapp: "a file" })).finder.days(OPEN)).toEqual([]);
  });
});

describe("the files of a day", () => {
  test("of every phone are listed, strangers counted", () => {
    const { finder, notes } = finderOf(fileTree(TREE));
    expect(pathsOf(finder)).toEqual([...OF_ANNA, "555.log", "app.log", "requests~web1.log"]);
    expect(notes).toEqual({ foreign: ["whatsapp/2026-11-23/stranger.txt"], unreadable: [] });
  });

  test.each([
    ["picked from the names there are", {}],
    ["asked for by name", { "instances/web1": "", "instances/other": "", "instances/~x": "" }],
  ])("of some phones are %s", async (_, instances) => {
    const dir = fileTree({ ...TREE, ...instances });
    const anna = finderOf(dir, { logs: ["whatsapp"], phones: ["1234567890"] });
    expect(pathsOf(anna.finder)).toEqual(OF_ANNA);
    const both = finderOf(dir, { logs: ["whatsapp", "requests"], phones: ["555", "777"] });
    expect(pathsOf(both.finder)).toEqual(["555.log", "requests~web1.log"]);
  });

  test("asked for by name are found if the first part was taken away", () => {
    const dir = fileTree({ "instances/web1": "", "whatsapp/2026-11-23/555~2.log": "" });
    expect(pathsOf(finderOf(dir, { phones: ["555"] }).finder)).toEqual(["555~2.log"]);
  });

  test("are none where the day is missing or no folder", () => {
    expect(pathsOf(finderOf(tempDir()).finder)).toEqual([]);
    const { finder, notes } = finderOf(fileTree({ "whatsapp/2026-11-23": "a file" }));
    expect(pathsOf(finder)).toEqual([]);
    expect(notes.foreign).toEqual(["whatsapp/2026-11-23"]);
  });
});

describe("what cannot be read", () => {
  test("is noted for a day", () => {
    const dir = fileTree(TREE);
    failSystem("readdirSync", "EACCES", "2026-11-23");
    const { finder, notes } = finderOf(dir, { logs: ["whatsapp"], phones: ["555"] });
    expect(pathsOf(finder)).toEqual([]);
    expect(notes.unreadable).toEqual(["whatsapp/2026-11-23 EACCES"]);
  });

  test("is an error for the folder of all days", () => {
    const dir = fileTree(TREE);
    failSystem("lstatSync", "EACCES", "2026-11-23");
    const failure = thrownBy(() => pathsOf(finderOf(dir).finder));
    expect(isLogError(failure, "LOG_FOLDER_UNREADABLE")).toBe(true);
    expect(String(failure)).toContain(join(dir, "whatsapp"));
  });

  test("and removed meanwhile is nothing to note", () => {
    const dir = fileTree(TREE);
    mkdirSync(join(dir, "instances"));
    failSystem("lstatSync", "ENOENT", "555.log");
    const { finder, notes } = finderOf(dir, { logs: ["whatsapp"], phones: ["555"] });
    expect(pathsOf(finder)).toEqual([]);
    expect(notes.unreadable).toEqual([]);
  });
});
