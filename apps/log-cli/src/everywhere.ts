import { LOG_KINDS, type LogEntry, type LogKind } from "@org/log-core";
import { locationOf, type GetQuery, type LogReader, type QueryReport } from "@org/log-reader";
import type { StartQuery } from "./answer.ts";

/**
 * One customer's story in one timeline: the chat, what the customer wrote in groups, and the lines of
 * app.log and requests.log that carry the phone, or the tag that stands for it there.
 */
export function entriesEverywhere(logs: LogReader, customer: Customer): StartQuery {
  return (query) => merged(logs, customer, query);
}

/** A customer by all names. */
interface Customer {
  /** The one asked for. */
  readonly phone: string;
  /** Those that the customer is known by, the phone among them. */
  readonly ids: readonly string[];
  /** What stands for them where phones are masked. */
  readonly tags: readonly string[];
}

type Entries = AsyncGenerator<LogEntry, void, undefined>;

async function* merged(logs: LogReader, { phone, ids, tags }: Customer, query: GetQuery): Entries {
  const { onReport, limit = Infinity, log } = query;
  const reports: QueryReport[] = [];
  const noting = { ...query, onReport: (report: QueryReport) => void reports.push(report) };
  const own = logs.get(phone, { ...noting, log: log ?? ["whatsapp", "app", "requests"] });
  // Of other conversations only what the customer wrote is told.
  const { text, exact: _exact, joinStatuses: _joinStatuses, ...rest } = noting;
  const where = [query.where ?? []].flat();
  const found = (inLogs: LogKind | readonly LogKind[], ...conditions: string[]): Entries =>
    logs.search(text ?? "", { ...rest, log: log ?? inLogs, where: [...where, ...conditions] });
  // In a group's log `phone` is the group, and `from` who wrote.
  const elsewhere = ids.map((id) => `phone!=${JSON.stringify(id)}`);
  const sources = [
    own,
    ...ids.map((id) => found("whatsapp", `from=${JSON.stringify(id)}`, ...elsewhere)),
    ...tags.map((tag) => found(["app", "requests"], `phone=${JSON.stringify(tag)}`)),
  ];
  const newestFirst = query.order === "desc";
  let count = 0;
  try {
    for await (const entry of sources.reduce((a, b) => inTimeOrder(a, b, newestFirst))) {
      yield entry;
      count += 1;
      if (count >= limit) return;
    }
  } finally {
    for (const source of sources) await source.return();
    if (reports.length > 0) onReport?.(reports.reduce(joined));
  }
}

async function* inTimeOrder(first: Entries, second: Entries, newestFirst: boolean): Entries {
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
