import type { LogReader, QueryReport } from "@org/log-reader";
import { formatCount } from "../render/size.ts";
import { nameSome, type Finding } from "./finding.ts";

/** A type that no entry has: nothing is wanted but the report. */
const NO_TYPE = "\u0000doctor";

/** Reads every line of every file and tells which are no entries. */
export async function checkLines(logs: LogReader, signal: AbortSignal): Promise<Finding[]> {
  let report: QueryReport | undefined;
  const query = {
    type: NO_TYPE,
    order: "none",
    parseEveryLine: true,
    signal,
    onReport: (made: QueryReport) => {
      report = made;
    },
  } as const;
  for await (const entry of logs.search("", query)) void entry;
  return report === undefined ? [] : [lines(report), readable(report)];
}

function lines(report: QueryReport): Finding {
  const { malformed, malformedLines, salvaged, tornTails, linesParsed } = report;
  const details = { lines: linesParsed, malformed, salvaged, tornTails, malformedLines };
  const torn =
    tornTails === 0
      ? ""
      : `, ${formatCount(tornTails, "file")} ${tornTails === 1 ? "ends" : "end"} in a line that is not complete`;
  if (malformed === 0) {
    const summary = `${formatCount(linesParsed, "line")} read, none damaged${torn}`;
    return { check: "lines", status: "ok", summary, details };
  }
  const where = malformedLines.map(({ file, line, offset }) =>
    line === undefined ? `${file} at byte ${offset}` : `${file}:${line}`,
  );
  return {
    check: "lines",
    status: "attention",
    summary: `${formatCount(malformed, "line")} of ${linesParsed.toLocaleString("en-US")} damaged: ${nameSome(where, malformed)}${torn}`,
    remedy:
      `look at them: a bot was killed or the disk was full while writing, or another program writes here; ` +
      `readers skip them${salvaged === 0 ? "" : ` (${salvaged} ended in an intact entry, which they keep)`}`,
    details,
  };
}

function readable({ unreadable, unreadableFiles, filesConsidered }: QueryReport): Finding {
  if (unreadable === 0) {
    const summary = `${formatCount(filesConsidered, "log file")}, all of them readable`;
    return { check: "reading", status: "ok", summary, details: { files: filesConsidered } };
  }
  const names = unreadableFiles.map(({ file, code }) => `${file} (${code})`);
  const named = nameSome(names, unreadable);
  return {
    check: "reading",
    status: "attention",
    summary: `${formatCount(unreadable, "file")} cannot be read: ${named}`,
    remedy: 'run as the user the bot runs as, or give the bot access: "group"',
    details: { unreadable, unreadableFiles },
  };
}
