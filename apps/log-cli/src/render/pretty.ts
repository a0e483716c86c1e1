import type { LogEntry } from "@org/log-core";
import { entryContent } from "./content/entry-content.ts";
import { deliveryMark } from "./delivery-mark.ts";
import type { EntryRenderer } from "./entry-renderer.ts";
import { entrySpans, oneLine } from "./entry-spans.ts";
import type { Glyphs } from "./glyphs.ts";
import type { LocalTime } from "./local-time.ts";
import type { Paint } from "./paint.ts";
import { createRecentMessages, type RecentMessages } from "./recent-messages.ts";
import { layOutSpans, type FindMarks } from "./spans.ts";
import { cutColumns, textWidth } from "./text-width.ts";

/** How {@link createPrettyRenderer} is to show entries. */
export interface PrettyOptions {
  readonly localTime: LocalTime;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  /** Width of the terminal. */
  readonly columns: number;
  /** Whether to say on each line whose it is: there may be several phones and logs. */
  readonly named: boolean;
  /** Finds what was searched for. */
  readonly findMarks?: FindMarks | undefined;
}

/** Widths that most phones and types fit; longer ones push their line to the right. */
const NAME_COLUMNS = 13;
const TYPE_COLUMNS = 11;
const MAX_WORD_COLUMNS = 40;
const MAX_RULE_COLUMNS = 80;
/** Longer lines of text are hard to read. */
const MAX_TEXT_COLUMNS = 100;
/** With less room than this beside them, type and name stand on a line of their own with the time. */
const MIN_TEXT_COLUMNS = 24;
const NARROW_INDENT = "  ";

/** A conversation for people: time, direction, type, text, with a rule where a new day begins. */
export function createPrettyRenderer(options: PrettyOptions): EntryRenderer {
  const recent = createRecentMessages();
  let shownDay: string | undefined;

  function separator(timeMs: number): string {
    const day = options.localTime.day(timeMs);
    if (day === shownDay) return "";
    const gap = shownDay === undefined ? "" : "\n";
    shownDay = day;
    return `${gap}${options.paint.bold(rule(day, options))}\n`;
  }

  return {
    entry: (entry) =>
      `${separator(Date.parse(entry.time))}${formatEntryLines(entry, options, recent)}\n`,
    end: () => "",
  };
}

function rule(day: string, { localTime, columns, glyphs }: PrettyOptions): string {
  const { rule: line, dot, ellipsis } = glyphs;
  const title = `${line}${line} ${localTime.weekday(day)} ${day} ${dot} ${localTime.timeZone} `;
  const width = Math.min(columns, MAX_RULE_COLUMNS);
  return cutColumns(title, width, ellipsis).padEnd(width, line);
}

function formatEntryLines(entry: LogEntry, options: PrettyOptions, recent: RecentMessages): string {
  const { columns, glyphs, paint, findMarks } = options;
  const content = entryContent(entry);
  const mark = deliveryMark(entry, content, options);
  const spans = entrySpans(entry, content, { glyphs, about: recent.find(content.about), mark });
  recent.add(entry, content);

  const head = headOf(entry, options);
  const room = columns - head.columns - 1;
  const layout = { paint, findMarks };
  if (spans.length === 0) return head.trimmed;
  if (room < MIN_TEXT_COLUMNS) {
    const textColumns = Math.max(1, columns - NARROW_INDENT.length);
    const lines = layOutSpans(spans, { ...layout, columns: textColumns });
    return [head.trimmed, ...lines.map((line) => `${NARROW_INDENT}${line}`.trimEnd())].join("\n");
  }
  const [first = "", ...others] = layOutSpans(spans, {
    ...layout,
    columns: Math.min(room, MAX_TEXT_COLUMNS),
  });
  const indent = " ".repeat(head.columns + 1);
  return [`${head.padded} ${first}`, ...others.map((line) => `${indent}${line}`.trimEnd())].join(
    "\n",
  );
}

/** The beginning of a line, in colour. */
interface Head {
  /** Filled up so that the texts of lines stand under each other. */
  readonly padded: string;
  readonly trimmed: string;
  /** Width of the padded one. */
  readonly columns: number;
}

/** Time, direction, name and type, in colour. */
function headOf(entry: LogEntry, options: PrettyOptions): Head {
  const { localTime, paint, glyphs, named, columns, findMarks } = options;
  const time = localTime.time(Date.parse(entry.time));
  const show = (value: unknown, maxColumns: number): string =>
    cutColumns(glyphs.show(oneLine(value)), maxColumns, glyphs.ellipsis);
  // Names and types are short. One that is not must not reach the end of the line, to go on in the next.
  const free = columns - textWidth(time) - 3;
  const start = `${paint.dim(time)} ${arrow(entry, paint, glyphs)} `;
  const name = show(nameOf(entry), Math.min(MAX_WORD_COLUMNS, free - TYPE_COLUMNS - 1));
  const taken = named ? Math.max(NAME_COLUMNS, textWidth(name)) + 1 : 0;
  const type = show(entry.type ?? "app", Math.min(MAX_WORD_COLUMNS, free - taken));
  const namePadding = " ".repeat(Math.max(0, NAME_COLUMNS - textWidth(name)) + 1);
  const typePadding = " ".repeat(Math.max(0, TYPE_COLUMNS - textWidth(type)));
  const whose = named ? marked(name, findMarks, paint) + namePadding : "";
  const trimmed = start + whose + typePaint(entry, paint)(type);
  return {
    trimmed,
    padded: trimmed + typePadding,
    columns:
      textWidth(time) +
      3 +
      (named ? textWidth(name + namePadding) : 0) +
      textWidth(type + typePadding),
  };
}

function marked(text: string, findMarks: FindMarks | undefined, paint: Paint): string {
  if (findMarks === undefined) return text;
  let end = 0;
  const parts = findMarks(text).map((mark) => {
    const before = text.slice(end, mark.start);
    end = mark.end;
    return before + paint.mark(text.slice(mark.start, mark.end));
  });
  return parts.join("") + text.slice(end);
}

function arrow({ direction }: LogEntry, paint: Paint, glyphs: Glyphs): string {
  if (direction === undefined || !Object.hasOwn(glyphs.arrows, direction)) return " ";
  const symbol = glyphs.arrows[direction];
  if (direction === "INCOMING") return paint.cyan(symbol);
  return direction === "OUTGOING" ? paint.green(symbol) : paint.dim(symbol);
}

/** Whose line it is: a phone's, else the application's. */
function nameOf(entry: LogEntry): string {
  return entry.phone ?? entry.bot ?? "";
}

/** A type that says the level itself (`error`) is its mark. */
function typePaint({ level, type }: LogEntry, paint: Paint): (text: string) => string {
  if (type !== level) return paint.dim;
  return level === "warn" ? paint.yellow : paint.red;
}
