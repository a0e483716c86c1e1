import type { QueryReport } from "@org/log-reader";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { closeAnswer } from "../src/answer.ts";
import { ioIn } from "./fake-io.ts";

const REPORT: QueryReport = {
  timeZone: "Europe/Rome",
  firstDay: undefined,
  lastDay: undefined,
  filesConsidered: 3,
  filesOpened: 3,
  bytesRead: 1000,
  linesSeen: 10,
  linesParsed: 10,
  entries: 7,
  matches: 7,
  malformed: 0,
  malformedLines: [],
  salvaged: 0,
  tornTails: 0,
  tornTailLines: [],
  unreadable: 0,
  unreadableFiles: [],
  foreignFiles: 0,
  foreignPaths: [],
  elapsedMs: 1,
  plan: [],
};
const LOST = { file: "whatsapp/2026-11-23/123.log", offset: 99 };

async function close(
  count: number,
  report: Partial<QueryReport>,
): Promise<readonly [number, string]> {
  const io = ioIn({ cwd: tempDir() });
  const code = await closeAnswer({ count, report: { ...REPORT, ...report } }, io);
  return [code, io.stderr.text()];
}

test.each([
  [7, 0],
  [0, 1],
])("%d entries end with %d and without a word", async (count, code) => {
  expect(await close(count, {})).toEqual([code, ""]);
});

test.each([
  [
    "a line",
    { malformed: 1, malformedLines: [{ ...LOST, line: 12 }] },
    "skipped 1 damaged line; the first is line 12 of",
  ],
  [
    "a line without its number",
    { malformed: 2, malformedLines: [{ ...LOST, line: undefined }] },
    "skipped 2 damaged lines; the first is byte 99 of",
  ],
  [
    "a line whose rest was read",
    { malformed: 2, salvaged: 1, malformedLines: [{ ...LOST, line: 12 }] },
    "skipped 2 damaged lines, of which 1 ended in an intact entry; the first is line 12 of",
  ],
])("%s that is damaged is told, and no error", async (_, report, words) => {
  expect(await close(7, report)).toEqual([
    0,
    `log-cli: ${words} ${LOST.file} (LOG_LINE_MALFORMED)\n`,
  ]);
});

test("a file that could not be read makes the answer incomplete, which is an error", async () => {
  const report = { unreadable: 2, unreadableFiles: [{ file: LOST.file, code: "EACCES" }] };
  expect(await close(7, report)).toEqual([
    2,
    `log-cli: 2 files could not be read, so the answer is incomplete; the first is ${LOST.file}: EACCES (LOG_FILE_UNREADABLE)\n`,
  ]);
});
