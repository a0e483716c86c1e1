import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  LEVELS,
  LOG_KINDS,
  parseAlias,
  parseDayFile,
  parseLine,
  type DayFile,
  type LogEntry,
} from "@org/log-core";
import type { LogQuery } from "../src/index.ts";

/** An entry and where it stands. */
export interface Hit {
  readonly entry: LogEntry;
  readonly file: string;
  readonly offset: number;
  readonly isContext?: boolean;
}

/** A condition on a field, and the values it is about. */
export type PlainWhere = readonly [path: string, operator: string, operand: string];

/** A query whose lists are lists and whose times are ms. */
export interface PlainQuery extends Pick<
  LogQuery,
  "minLevel" | "limit" | "order" | "ignoreCase" | "before" | "after" | "exact"
> {
  readonly text?: readonly string[] | undefined;
  readonly regex?: RegExp | undefined;
  readonly where?: readonly PlainWhere[] | undefined;
  readonly phone?: readonly string[] | undefined;
  readonly log?: readonly string[] | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly direction?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
}

/**
 * What a query has to give: every line of every file parsed, every condition tried, then sorted.
 * @param cursor - The entry after which to go on.
 */
export function bruteForce(dir: string, given: PlainQuery, cursor?: Hit): Hit[] {
  const query = { ...given, phone: withPersons(dir, given) };
  const hits = dayFiles(dir).flatMap((path) => readHits(dir, path));
  const { before = 0, after = 0, limit } = query;
  const sign = query.order === "desc" ? -1 : 1;
  const inReach = hits.filter(({ entry, file }) => isInReach(entry, parsed(file), query));
  inReach.sort((a, b) => sign * compareHits(a, b));
  const isLeft = (hit: Hit): boolean => cursor === undefined || sign * compareHits(hit, cursor) > 0;
  const matching = inReach.filter(({ entry }) => matches(entry, query));
  const left = matching.filter(isLeft);
  const kept = new Set([...matching.filter((hit) => !isLeft(hit)), ...left.slice(0, limit)]);
  if (before === 0 && after === 0) return left.slice(0, limit);

  const near = new Set(stories(inReach).flatMap((story) => around(story, kept, { before, after })));
  const next = limit === undefined ? undefined : left[limit];
  return inReach
    .filter((hit) => near.has(hit) && isLeft(hit))
    .filter((hit) => next === undefined || sign * compareHits(hit, next) < 0)
    .map((hit) => ({ ...hit, isContext: !kept.has(hit) }));
}

/** The phones asked for with all that the alias files connect to them, line by line until nothing is new. */
function withPersons(dir: string, { phone, exact }: PlainQuery): readonly string[] | undefined {
  if (phone === undefined || exact === true) return phone;
  const pairs = readdirSync(dir)
    .filter((name) => /^aliases(?:~[a-z0-9]+)?\.ndjson$/.test(name))
    .flatMap((name) => readFileSync(join(dir, name), "utf8").split("\n"))
    .flatMap((line) => {
      const read = parseAlias(line);
      return read.kind === "alias" ? [read.alias.ids] : [];
    });
  const all = new Set(phone);
  for (let size = 0; size < all.size;) {
    size = all.size;
    const met = pairs.filter((ids) => ids.some((id) => all.has(id)));
    for (const id of met.flat()) all.add(id);
  }
  return [...all];
}

/** Hits by day, log and phone, oldest first. */
function stories(hits: readonly Hit[]): Hit[][] {
  const byStory = new Map<string, Hit[]>();
  for (const hit of hits) {
    const { day, log, key } = parsed(hit.file);
    const story = `${day} ${log} ${key}`;
    byStory.set(story, [...(byStory.get(story) ?? []), hit]);
  }
  return [...byStory.values()].map((story) => story.toSorted(compareHits));
}

function around(
  story: readonly Hit[],
  kept: ReadonlySet<Hit>,
  { before, after }: { before: number; after: number },
): Hit[] {
  return story.filter((_, at) =>
    story.slice(Math.max(0, at - after), at + before + 1).some((hit) => kept.has(hit)),
  );
}

function dayFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => parseDayFile(path) !== undefined);
}

function readHits(dir: string, file: string): Hit[] {
  const bytes = readFileSync(join(dir, file));
  const hits: Hit[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const feed = bytes.indexOf("\n", offset);
    const end = feed < 0 ? bytes.length : feed;
    const line = parseLine(bytes.toString("utf8", offset, end));
    const entry = line.kind === "entry" ? line.entry : undefined;
    const salvaged = line.kind === "malformed" ? line.salvaged : undefined;
    const hit = entry ?? salvaged;
    if (hit !== undefined) hits.push({ entry: hit, file, offset });
    offset = end + 1;
  }
  return hits;
}

function parsed(path: string): DayFile {
  const file = parseDayFile(path);
  if (file === undefined) throw new Error(`not a day file: ${path}`);
  return file;
}

/** Whether a query could show an entry, whatever is in it. */
function isInReach(entry: LogEntry, file: DayFile, query: PlainQuery): boolean {
  return (
    isInTime(Date.parse(entry.time), query) &&
    isOneOf(file.log, query.log) &&
    isInOwnFile(file, query.phone) &&
    isOfPhone(phoneOf(entry, file), query.phone)
  );
}

function matches(entry: LogEntry, query: PlainQuery): boolean {
  const { minLevel = "trace", text = [], where = [], regex } = query;
  return (
    LEVELS.indexOf(entry.level) >= LEVELS.indexOf(minLevel) &&
    isOneOf(entry.direction, query.direction) &&
    isOneOf(entry.type, query.type) &&
    text.every((one) => holdsText(contentOf(entry), one, query.ignoreCase)) &&
    (regex === undefined || contentOf(entry).some((value) => flagged(regex, query).test(value))) &&
    where.every((one) => fulfils(entry, one, query.ignoreCase))
  );
}

function flagged(regex: RegExp, { ignoreCase }: PlainQuery): RegExp {
  const flags = regex.flags.replace("i", "");
  return new RegExp(regex.source, (ignoreCase ?? regex.ignoreCase) ? `${flags}i` : flags);
}

function isInTime(timeMs: number, { since = -Infinity, until = Infinity }: PlainQuery): boolean {
  return timeMs >= since && timeMs < until;
}

function isOneOf(value: unknown, allowed: readonly unknown[] | undefined): boolean {
  return allowed === undefined || allowed.includes(value);
}

/** A phone's messages are in files of its name; where names ignore case, in those of its namesake. */
function isInOwnFile({ log, key }: DayFile, phones: readonly string[] | undefined): boolean {
  if (log !== "whatsapp" || phones === undefined) return true;
  return isOfPhone(
    key.toLowerCase(),
    phones.map((phone) => phone.toLowerCase()),
  );
}

function isOfPhone(key: unknown, phones: readonly string[] | undefined): boolean {
  if (phones === undefined) return true;
  if (typeof key !== "string") return false;
  return phones.some((phone) =>
    phone.endsWith("*") ? key.startsWith(phone.slice(0, -1)) : key === phone,
  );
}

function phoneOf(entry: LogEntry, file: DayFile): unknown {
  if (typeof entry.phone === "string") return entry.phone;
  return file.log === "whatsapp" ? file.key : undefined;
}

const ENVELOPE = "level time bot instance phone from direction sentAt truncated".split(" ");

function contentOf(entry: LogEntry): string[] {
  const fields = Object.entries(entry).filter(([key]) => !ENVELOPE.includes(key));
  return fields.flatMap(([, value]) => valuesIn(value));
}

function valuesIn(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(valuesIn) : [];
}

function holdsText(values: readonly string[], text: string, ignoreCase?: boolean): boolean {
  if (text === "") return true;
  const isExact = Array.from(text).some((char) => /\p{Uppercase}|\p{Lt}/u.test(char));
  const fold = (ignoreCase ?? !isExact) ? foldOneByOne : (value: string) => value;
  return values.some((value) => fold(value).includes(fold(text)));
}

function fulfils(entry: LogEntry, where: PlainWhere, ignoreCase?: boolean): boolean {
  const [path, operator, operand] = where;
  let value: unknown = entry;
  for (const name of path.split(".")) {
    const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    value = isThere ? (value as Record<string, unknown>)[name] : undefined;
  }
  if (operator === "!=") return !equals(value, operand);
  if (operator === "=") return equals(value, operand);
  if (operator === "~") {
    const values = valuesIn(value);
    return values.length > 0 && holdsText(values, operand, ignoreCase);
  }
  const [own, bound] = [plainNumber(value), Number(operand)];
  if (own === undefined) return false;
  return operator === ">" ? own > bound : own <= bound;
}

function equals(value: unknown, operand: string): boolean {
  if (typeof value === "string") return value === operand;
  if (typeof value === "number") return value === plainNumber(operand);
  return (value === null || typeof value === "boolean") && String(value) === operand;
}

function plainNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  const isNumber = typeof value === "string" && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value);
  return isNumber ? Number(value) : undefined;
}

function foldOneByOne(text: string): string {
  return Array.from(text, (char) => (char === "ς" ? "σ" : char.toLowerCase())).join("");
}

function compareHits(a: Hit, b: Hit): number {
  const [one, other] = [parsed(a.file), parsed(b.file)];
  return (
    compare(one.day, other.day) ||
    compare(a.entry.time, b.entry.time) ||
    LOG_KINDS.indexOf(one.log) - LOG_KINDS.indexOf(other.log) ||
    compare(one.key, other.key) ||
    compare(one.instance ?? "", other.instance ?? "") ||
    one.part - other.part ||
    a.offset - b.offset
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
