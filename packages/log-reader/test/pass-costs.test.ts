import { expect, test } from "vitest";
import { PassCosts } from "../src/pass-costs.ts";
import type { QueryReport } from "../src/index.ts";

const REPORT: QueryReport = {
  timeZone: "UTC",
  firstDay: undefined,
  lastDay: undefined,
  filesConsidered: 1,
  filesOpened: 1,
  bytesRead: 100,
  linesSeen: 10,
  linesParsed: 5,
  entries: 2,
  matches: 2,
  malformed: 1,
  malformedLines: [],
  salvaged: 0,
  tornTails: 0,
  tornTailLines: [],
  unreadable: 1,
  unreadableFiles: [{ file: "a", code: "EACCES" }],
  foreignFiles: 0,
  foreignPaths: [],
  plan: ["query: everything", "days: all", "files: a"],
  elapsedMs: 3,
};

test("the work of passes is added, and what they could not read, once", () => {
  const costs = new PassCosts();
  const later = { file: "b", code: "EIO" };
  costs.add({ ...REPORT, unreadable: 2, unreadableFiles: [...REPORT.unreadableFiles, later] });
  const reports: QueryReport[] = [];
  costs.onReport((report) => reports.push(report), 7)?.(REPORT);
  expect(reports).toEqual([
    {
      ...REPORT,
      filesOpened: 2,
      bytesRead: 200,
      linesSeen: 20,
      linesParsed: 10,
      elapsedMs: 6,
      unreadable: 2,
      unreadableFiles: [...REPORT.unreadableFiles, later],
      plan: ["before: query: everything; days: all", ...REPORT.plan],
      unjoined: 7,
    },
  ]);
});

test("nobody is told who does not ask", () => {
  expect(new PassCosts().onReport(undefined, 0)).toBeUndefined();
});
