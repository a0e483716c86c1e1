import { levelNumber, type Direction, type LogEntry, type LogLevel } from "@org/log-core";
import type { EntryRenderer } from "./entry-renderer.ts";
import { entryText } from "./entry-text.ts";
import type { LocalTime } from "./local-time.ts";
import { neutralise } from "./neutralise.ts";
import type { Paint } from "./paint.ts";

/** How {@link createPrettyRenderer} is to show entries. */
export interface PrettyOptions {
  readonly localTime: LocalTime;
  readonly paint: Paint;
  /** Width of the terminal. */
  readonly columns: number;
  /** Whether to say on each line whose it is: there may be several phones and logs. */
  readonly named: boolean;
}

const ARROWS: Readonly<Record<Direction, string>> = { INCOMING: "←", OUTGOING: "→", SYSTEM: "•" };

/** Widths that most phones and types fit; longer ones push their line to the right. */
const NAME_COLUMNS = 13;
const TYPE_COLUMNS = 11;
const MAX_RULE_COLUMNS = 80;

/** One line per entry for people: time, direction, type, text, with a line where a new day begins. */
export function createPrettyRenderer(options: PrettyOptions): EntryRenderer {
  let shownDay: string | undefined;

  function separator(timeMs: number): string {
    const day = options.localTime.day(timeMs);
    if (day === shownDay) return "";
    const gap = shownDay === undefined ? "" : "\n";
    shownDay = day;
    return `${gap}${options.paint.bold(rule(day, options))}\n`;
  }

  return {
    entry: (entry) => `${separator(Date.parse(entry.time))}${formatLine(entry, options)}\n`,
    end: () => "",
  };
}

function rule(day: string, { localTime, columns }: PrettyOptions): string {
  const title = `── ${localTime.weekday(day)} ${day} · ${localTime.timeZone} `;
  return title.padEnd(Math.min(columns, MAX_RULE_COLUMNS), "─");
}

function formatLine(entry: LogEntry, { localTime, paint, named }: PrettyOptions): string {
  const time = paint.dim(localTime.time(Date.parse(entry.time)));
  const name = named ? `${safe(nameOf(entry)).padEnd(NAME_COLUMNS)} ` : "";
  const type = typePaint(entry, paint)(safe(entry.type ?? "").padEnd(TYPE_COLUMNS));
  const text = `${levelMark(entry, paint)}${oneLine(entryText(entry))}`;
  return `${time} ${arrow(entry, paint)} ${name}${type} ${text}`.trimEnd();
}

function arrow({ direction }: LogEntry, paint: Paint): string {
  if (direction === undefined || !Object.hasOwn(ARROWS, direction)) return " ";
  const symbol = ARROWS[direction];
  if (direction === "INCOMING") return paint.cyan(symbol);
  return direction === "OUTGOING" ? paint.green(symbol) : paint.dim(symbol);
}

/** Whose line it is: a phone's, else the application's. */
function nameOf(entry: LogEntry): string {
  return entry.phone ?? entry.bot ?? "app";
}

/** A type that says the level itself (`error`) is its mark. */
function typePaint({ level, type }: LogEntry, paint: Paint): (text: string) => string {
  return type === level ? levelPaint(level, paint) : paint.dim;
}

function levelPaint(level: LogLevel, paint: Paint): (text: string) => string {
  return level === "warn" ? paint.yellow : paint.red;
}

/** What is out of the ordinary is said in words too: not everyone sees colours. */
function levelMark({ level, type }: LogEntry, paint: Paint): string {
  if (levelNumber(level) < levelNumber("warn") || type === level) return "";
  return `${levelPaint(level, paint)(level)} `;
}

function oneLine(text: string): string {
  return safe(
    text
      .trim()
      .replaceAll(/\r\n?|\n/g, " ⏎ ")
      .replaceAll("\t", " "),
  );
}

/** A field may hold anything: a line of somebody else's is no promise of a text. */
function safe(value: unknown): string {
  return neutralise(typeof value === "string" ? value : JSON.stringify(value));
}
