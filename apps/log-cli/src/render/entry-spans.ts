import { levelNumber, type LogEntry } from "@org/log-core";
import { authorName } from "./content/author.ts";
import type { Content } from "./content/content.ts";
import type { Glyphs } from "./glyphs.ts";
import { neutralise } from "./neutralise.ts";
import type { Span } from "./spans.ts";
import { cutColumns } from "./text-width.ts";

/** Columns of the beginning of another message. */
const QUOTE_COLUMNS = 32;

/** What an entry says as pieces of text, safe to look at: words first, what is known beside them last. */
export function entrySpans(
  entry: LogEntry,
  content: Content,
  {
    glyphs,
    about,
    mark,
  }: {
    readonly glyphs: Glyphs;
    readonly about: string | undefined;
    /** What became of it. */
    readonly mark?: Span | undefined;
  },
): Span[] {
  const { text, action, state, choices = [], problem, notes = [] } = content;
  const parts: (Span | undefined)[] = [
    levelMark(entry, content),
    authorSpan(entry),
    action === undefined ? undefined : { text: oneLine(action), style: "bold" },
    state === undefined
      ? undefined
      : { text: glyphs.states[state], style: state === "failed" ? "red" : stateStyle(state) },
    text === undefined ? undefined : { text: someLines(text) },
    problem === undefined
      ? undefined
      : { text: `${glyphs.failed} ${oneLine(problem)}`, style: "red" },
    ...choices.map((choice): Span => ({ text: `[${oneLine(choice)}]`, style: "cyan" })),
    besideSpan(notes, about, glyphs),
    mark === undefined ? undefined : { ...mark, text: oneLine(mark.text) },
  ];
  return spaced(parts.filter((part) => part !== undefined && part.text !== "") as Span[]).map(
    (span) => ({ ...span, text: glyphs.show(span.text) }),
  );
}

/** What is known beside the words, and which message they are about. */
function besideSpan(
  notes: readonly string[],
  about: string | undefined,
  glyphs: Glyphs,
): Span | undefined {
  const quote = oneLine(about ?? "");
  const beside = [
    ...notes.map(oneLine),
    quote === "" ? "" : `to "${cutColumns(quote, QUOTE_COLUMNS, glyphs.ellipsis)}"`,
  ].filter((note) => note !== "");
  if (beside.length === 0) return undefined;
  return { text: `(${beside.join(` ${glyphs.dot} `)})`, style: "dim" };
}

function stateStyle(state: Content["state"]): Span["style"] {
  return state === "read" || state === "played" ? "cyan" : "dim";
}

/** What is out of the ordinary is said in words too, once: not everyone sees colours. */
function levelMark({ level, type }: LogEntry, { state }: Content): Span | undefined {
  if (levelNumber(level) < levelNumber("warn") || type === level) return undefined;
  if (state === "failed") return undefined;
  return { text: level, style: level === "warn" ? "yellow" : "red" };
}

/** Who wrote it, where several can: `Marco 393331234567:`. */
function authorSpan(entry: LogEntry): Span | undefined {
  if (entry.from === undefined) return undefined;
  const name = authorName(entry);
  const who = name === undefined ? safe(entry.from) : `${safe(name)} ${safe(entry.from)}`;
  return { text: `${who}:`, style: "bold" };
}

function spaced(parts: readonly Span[]): Span[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [{ text: " " }, part]));
}

/** Letters of scripts that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Makes a value safe to look at, in one line. After a text from right to left comes a mark, so that
 * what we write behind it stays behind it.
 */
export function oneLine(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return safe(text.trim().replaceAll(/[\r\n\t\v\f]+/g, " "));
}

/** The same for the words of a message, which may have several lines. */
function someLines(text: string): string {
  const lines = text
    .trim()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .replaceAll("\t", "  ");
  return closed(neutralise(lines, "keep lines"));
}

/** A field may hold anything: a line of somebody else's is no promise of a text. */
function safe(value: unknown): string {
  return closed(neutralise(typeof value === "string" ? value : (JSON.stringify(value) ?? "")));
}

function closed(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `${text}\u200e` : text;
}
