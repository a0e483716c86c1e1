import type { WaitingPerson } from "@org/log-reader";
import { problemIn } from "./content/events.ts";
import { csvRows, type CsvCells } from "./csv.ts";
import { formatDuration } from "./duration.ts";
import { oneLine } from "./entry-spans.ts";
import { entryWords } from "./entry-words.ts";
import type { Glyphs } from "./glyphs.ts";
import type { LocalTime } from "./local-time.ts";
import type { Paint } from "./paint.ts";
import { formatCount } from "./size.ts";
import { cutColumns, textWidth } from "./text-width.ts";
import { wrapWords } from "./wrap-words.ts";

/** How {@link renderWaiting} is to show people. */
export interface WaitingLook {
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  readonly columns: number;
  readonly localTime: LocalTime;
  /** How many wait, if not all of them are shown. */
  readonly total?: number;
}

const MAX_COLUMNS = 140;
/** From here on everything but the words stands in one line. */
const WIDE_COLUMNS = 72;
const MAX_PHONE_COLUMNS = 30;
const WAIT_COLUMNS = 11;
const INDENT = "  ";

/** People who wait, for people: who, how long, since when, why, and under it what was said last. */
export function renderWaiting(people: readonly WaitingPerson[], look: WaitingLook): string {
  const columns = Math.min(look.columns, MAX_COLUMNS);
  const phoneColumns = people.reduce(
    (width, person) => Math.max(width, textWidth(shownPhone(person, look))),
    0,
  );
  const summary = summaryOf(people, look.total ?? people.length);
  return [
    ...people.flatMap((person) => personLines(person, { ...look, columns, phoneColumns })),
    ...summary.flatMap((text) => wrapWords(text, columns)).map((text) => look.paint.dim(text)),
    "",
  ].join("\n");
}

/** All who wait, since those who are shown are the longest of them. */
function summaryOf([longest, ...others]: readonly WaitingPerson[], total: number): string[] {
  if (longest === undefined) return [];
  const shown = others.length + 1;
  const [verb, who] = total === 1 ? ["waits", ""] : ["wait", "the longest "];
  const rest = shown === total ? "" : `; ${shown} of them ${shown === 1 ? "is" : "are"} shown`;
  const wait = formatDuration(longest.waitingMs);
  return [`${formatCount(total, "person", "people")} ${verb}, ${who}for ${wait}${rest}`];
}

interface PersonLook extends WaitingLook {
  /** Width of the widest phone. */
  readonly phoneColumns: number;
}

function personLines(person: WaitingPerson, look: PersonLook): string[] {
  const { paint, localTime, columns, phoneColumns } = look;
  const phone = shownPhone(person, look);
  const wait = formatDuration(person.waitingMs).padStart(WAIT_COLUMNS);
  const sinceMs = Date.parse(person.since);
  const since = `since ${localTime.day(sinceMs)} ${localTime.time(sinceMs)}`;
  const gap = " ".repeat(phoneColumns - textWidth(phone));
  const head = `${paint.bold(phone)}${gap} ${paint.yellow(wait)}`;
  const isWide = columns >= WIDE_COLUMNS;
  const start = isWide ? `${head}  ${paint.dim(since)}` : head;
  const taken = phoneColumns + 1 + WAIT_COLUMNS + (isWide ? 2 + since.length : 0);
  const reason = look.glyphs.show(reasonOf(person, look.glyphs));
  const style = person.reason === "answer failed" ? paint.red : paint.dim;
  const below = (text: string): string => cutColumns(text, columns - INDENT.length, ellipsis(look));
  const lines =
    textWidth(reason) <= columns - taken - 2
      ? [`${start}  ${style(reason)}`]
      : [start, `${INDENT}${style(below(reason))}`];
  const words = below(look.glyphs.show(oneLine(entryWords(person.last))));
  return words === "" ? lines : [...lines, `${INDENT}${words}`];
}

function shownPhone({ phone }: WaitingPerson, look: WaitingLook): string {
  const room = Math.min(MAX_PHONE_COLUMNS, look.columns - WAIT_COLUMNS - 2);
  return cutColumns(look.glyphs.show(oneLine(phone)), room, ellipsis(look));
}

function ellipsis({ glyphs }: WaitingLook): string {
  return glyphs.ellipsis;
}

function reasonOf({ reason, errors, messages }: WaitingPerson, glyphs: Glyphs): string {
  const count = messages === 1 ? "" : ` to ${formatCount(messages, "message")}`;
  if (reason === "no answer") return `no answer${count}`;
  const why = problemIn({ errors });
  return `${glyphs.failed} answer${count} failed${why === undefined ? "" : `: ${oneLine(why)}`}`;
}

/** People as one array. */
export function renderWaitingJson(people: readonly WaitingPerson[]): string {
  if (people.length === 0) return "[]\n";
  return `[\n${people.map((person) => JSON.stringify(person)).join(",\n")}\n]\n`;
}

/** People as one object per line. */
export function renderWaitingNdjson(people: readonly WaitingPerson[]): string {
  return people.map((person) => `${JSON.stringify(person)}\n`).join("");
}

const COLUMNS = [
  "phone",
  "since",
  "waitingMs",
  "messages",
  "reason",
  "errors",
  "lastTime",
  "lastType",
  "text",
] as const;

/** People as CSV, with a line of column names. */
export function renderWaitingCsv(people: readonly WaitingPerson[], cells: CsvCells): string {
  const { head, row } = csvRows(COLUMNS, cells);
  const rows = people.map(({ last, errors, ...person }) =>
    row([
      person.phone,
      person.since,
      person.waitingMs,
      person.messages,
      person.reason,
      errors.length === 0 ? undefined : errors,
      last.time,
      last.type,
      entryWords(last),
    ]),
  );
  return head + rows.join("");
}
