import type { Paint } from "./paint.ts";
import { wrapText, type LineRange } from "./wrap-text.ts";

/** A piece of text in one style. */
export interface Span {
  /** Safe to look at; may hold line feeds. */
  readonly text: string;
  readonly style?: keyof Paint | undefined;
}

/** Finds what is to be marked in a text: ranges in order, none over another. */
export type FindMarks = (text: string) => readonly LineRange[];

/** How spans become lines. */
export interface SpanLayout {
  readonly columns: number;
  readonly paint: Paint;
  readonly findMarks?: FindMarks | undefined;
}

/** Lays spans out as lines of at most so many columns, in colour, with matches marked across breaks. */
export function layOutSpans(spans: readonly Span[], layout: SpanLayout): string[] {
  const text = spans.map((span) => span.text).join("");
  const marks = layout.findMarks?.(text) ?? [];
  const pieces = piecesOf(spans, marks);
  return wrapText(text, layout.columns).map((line) => {
    const within = pieces.filter(({ start, end }) => start < line.end && end > line.start);
    return paintLine(line, within, layout.paint, text);
  });
}

/** A range in which neither style nor mark changes. */
interface Piece extends LineRange {
  readonly style: keyof Paint | undefined;
}

function piecesOf(spans: readonly Span[], marks: readonly LineRange[]): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const { text, style } of spans) {
    const end = start + text.length;
    let from = start;
    for (const mark of marks) {
      if (mark.end <= from || mark.start >= end) continue;
      const markStart = Math.max(from, mark.start);
      const markEnd = Math.min(end, mark.end);
      pieces.push({ start: from, end: markStart, style });
      pieces.push({ start: markStart, end: markEnd, style: "mark" });
      from = markEnd;
    }
    pieces.push({ start: from, end, style });
    start = end;
  }
  return pieces;
}

function paintLine(line: LineRange, pieces: readonly Piece[], paint: Paint, text: string): string {
  return pieces
    .map(({ start, end, style }) => {
      const part = text.slice(Math.max(start, line.start), Math.min(end, line.end));
      return style === undefined ? part : paint[style](part);
    })
    .join("");
}
