import type { LogEntry } from "@org/log-core";
import type { GetQuery, LogReader, QueryReport } from "@org/log-reader";
import type { Explain } from "./asked-query.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { neutralise } from "./render/neutralise.ts";
import { formatCount } from "./render/size.ts";
import { fitLines } from "./render/wrap-words.ts";
import { say } from "./say.ts";

/** How a query went: what it looked at, and how many entries came. */
export interface Answer {
  readonly count: number;
  /** The last entry that came. */
  readonly last?: LogEntry | undefined;
  readonly report: QueryReport | undefined;
}

/** Starts a query; the reader's `get` and `search` both fit. */
export type StartQuery = (query: GetQuery) => AsyncIterable<LogEntry>;

/** The entries of phones, from the WhatsApp log unless the query names others. */
export function entriesOf(logs: LogReader, phones: readonly string[]): StartQuery {
  return (query) => logs.get(phones, query);
}

/**
 * Runs a query to its end and hands each entry to `take`, which may make it wait. The query ends when
 * nobody reads stdout any more.
 */
export async function runQuery(
  start: StartQuery,
  query: GetQuery,
  io: Io,
  take: (entry: LogEntry) => Promise<void> | undefined,
): Promise<Answer> {
  let count = 0;
  let last: LogEntry | undefined;
  let report: QueryReport | undefined;
  const entries = start({
    ...query,
    signal: io.stdout.closed,
    onReport: (made) => {
      report = made;
    },
  });
  for await (const entry of entries) {
    count += 1;
    last = entry;
    const busy = take(entry);
    // Awaited only when there is something to wait for: most entries just join a batch.
    if (busy !== undefined) await busy;
  }
  return { count, last, report };
}

/**
 * Says on stderr what the query could not read, and gives the exit code: an answer with files missing
 * from it is not to be taken for the whole. If asked to it also says what the query cost.
 */
export async function closeAnswer(
  { count, last, report }: Answer,
  io: Io,
  explain?: Explain,
): Promise<ExitCode> {
  // First the answer, then what there is to say about it.
  await io.stdout.flush();
  const notes = report === undefined ? [] : notesOn(report);
  for (const note of notes) await say(note, io);
  if (report !== undefined && explain !== undefined) {
    const { explanation } = await import("./render/explanation.ts");
    for (const sentence of explanation(report, last))
      await io.stderr.write(fitLines(`${neutralise(sentence)}\n`, io.stderr.columns));
  }
  if (report !== undefined && report.unreadable > 0) return EXIT.error;
  return count === 0 ? EXIT.nothing : EXIT.found;
}

function notesOn(report: QueryReport): string[] {
  const notes: string[] = [];
  const [line] = report.malformedLines;
  if (line !== undefined) {
    const where = line.line === undefined ? `byte ${line.offset}` : `line ${line.line}`;
    const lost = formatCount(report.malformed, "damaged line");
    const saved =
      report.salvaged === 0 ? "" : `, of which ${report.salvaged} ended in an intact entry`;
    notes.push(
      `skipped ${lost}${saved}; the first is ${where} of ${line.file} (LOG_LINE_MALFORMED)`,
    );
  }
  const [file] = report.unreadableFiles;
  if (file !== undefined) {
    const files = formatCount(report.unreadable, "file");
    notes.push(
      `${files} could not be read, so the answer is incomplete; the first is ${file.file}: ` +
        `${file.code} (LOG_FILE_UNREADABLE)`,
    );
  }
  return notes;
}
