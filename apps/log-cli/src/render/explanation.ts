import type { LogEntry } from "@org/log-core";
import { cursorOf, type MalformedLine, type QueryReport } from "@org/log-reader";
import { formatCount, formatSize } from "./size.ts";

/**
 * What a query looked at and what it cost, line by line, for people.
 * @param last - The last entry it gave, for the way to go on after it.
 */
export function explanation(report: QueryReport, last: LogEntry | undefined): string[] {
  const { entries, matches } = report;
  const around = entries > matches ? `, ${entries - matches} around them` : "";
  return [
    ...report.plan,
    `${formatCount(report.filesConsidered, "file")} by name, ${report.filesOpened.toLocaleString("en-US")} opened, ` +
      `${formatSize(report.bytesRead)} read`,
    `${formatCount(report.linesSeen, "line")} looked at, ${report.linesParsed.toLocaleString("en-US")} parsed, ` +
      `${matches.toLocaleString("en-US")} found${around}`,
    `${formatCount(report.malformed, "damaged line")} among those parsed, ` +
      `${formatCount(report.tornTails, "line")} without an end, ` +
      `${formatCount(report.foreignFiles, "file")} that the layout does not know, ` +
      `${report.unreadable.toLocaleString("en-US")} unreadable`,
    ...report.malformedLines.map((line) => `damaged: ${placeOf(line)}`),
    ...report.tornTailLines.map((line) => `without an end: ${placeOf(line)}`),
    ...report.foreignPaths.map((path) => `not known: ${path}`),
    ...report.unreadableFiles.map(({ file, code }) => `unreadable: ${file}, ${code}`),
    ...(last === undefined ? [] : [`to go on after it: --cursor ${cursorOf(last)}`]),
    `${report.elapsedMs.toFixed(0)} ms`,
  ];
}

function placeOf({ file, line, offset }: MalformedLine): string {
  return `${file}, ${line === undefined ? `byte ${offset}` : `line ${line}`}`;
}
