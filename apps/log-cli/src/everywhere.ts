import { LOG_KINDS, type LogEntry } from "@org/log-core";
import { locationOf, type GetQuery, type LogReader, type QueryReport } from "@org/log-reader";
import type { StartQuery } from "./answer.ts";

/**
 * One customer's story in one timeline: the chat, what the customer wrote in groups, and the lines of
 * app.log and requests.log that carry the phone.
 */
export function entriesEverywhere(logs: LogReader, phone: string): StartQuery {
  return (query) => merged(logs, phone, query);
}

async function* merged(
  logs: LogReader,
  phone: string,
  query: GetQuery,
): AsyncGenerator<LogEntry, void, undefined> {
  const { onReport, limit = Infinity, log } = query;
  const reports: QueryReport[] = [];
  const noting = { ...query, onReport: (report: QueryReport) => void reports.push(report) };
  const own = logs.get(phone, { ...noting, log: log ?? ["whatsapp", "app", "requests"] });
  // In a group's log `phone` is the group, and `from` who wrote.
  const where = [
    ...[query.where ?? []].flat(),
    `from=${JSON.stringify(phone)}`,
    `phone!=${JSON.stringify(phone)}`,
  ];
  // Of other conversations only what the customer wrote is told.
  const { text, joinStatuses: _joinStatuses, ...rest } = noting;
  const said = logs.search(text ?? "", { ...rest, log: log ?? "whatsapp", where });
  let count = 0;
  try {
    for await (const entry of inTimeOrder(own, said, query.order === "desc")) {
      yield entry;
      count += 1;
      if (count >= limit) return;
    }
  } finally {
    await own.return();
    await said.return();
    const [first, second] = reports;
    if (first !== undefined) onReport?.(second === undefined ? first : joined(first, second));
  }
}

async function* inTimeOrder(
  first: AsyncGenerator<LogEntry, void, undefined>,
  second: AsyncGenerator<LogEntry, void, undefined>,
  newestFirst: boolean,
): AsyncGenerator<LogEntry, void, undefined> {
  let a = await first.next();
  let b = await second.next();
  while (a.done !== true || b.done !== true) {
    if (b.done === true || (a.done !== true && comesFirst(a.value, b.value, newestFirst))) {
      if (a.done === true) return;
      yield a.value;
      a = await first.next();
    } else {
      yield b.value;
      b = await second.next();
    }
  }
}

function comesFirst(a: LogEntry, b: LogEntry, newestFirst: boolean): boolean {
  const distance = a.time === b.time ? comparePlaces(a, b) : a.time < b.time ? -1 : 1;
  return newestFirst ? distance > 0 : distance < 0;
}

/** Equal times in the reader's own order, so that a cursor means the same to both. */
function comparePlaces(a: LogEntry, b: LogEntry): number {
  const [one, other] = [locationOf(a), locationOf(b)];
  if (one === undefined || other === undefined) return 0;
  return (
    LOG_KINDS.indexOf(one.log) - LOG_KINDS.indexOf(other.log) ||
    compareText(one.key, other.key) ||
    compareText(one.file, other.file) ||
    one.offset - other.offset
  );
}

/** By code unit, as the reader does. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What both looked at; a line that both found damaged counts once. */
function joined(a: QueryReport, b: QueryReport): QueryReport {
  const seen = new Set(a.malformedLines.map(({ file, offset }) => `${file} ${offset}`));
  const others = b.malformedLines.filter(({ file, offset }) => !seen.has(`${file} ${offset}`));
  const files = new Set(a.unreadableFiles.map(({ file }) => file));
  const unreadable = b.unreadableFiles.filter(({ file }) => !files.has(file));
  return {
    ...a,
    filesConsidered: a.filesConsidered + b.filesConsidered,
    entries: a.entries + b.entries,
    malformed: a.malformed + others.length,
    malformedLines: [...a.malformedLines, ...others],
    unreadable: a.unreadable + unreadable.length,
    unreadableFiles: [...a.unreadableFiles, ...unreadable],
  };
}
