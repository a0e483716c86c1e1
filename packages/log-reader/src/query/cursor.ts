import { formatDayFile, parseDayFile, parseTime, formatTime, type DayFile } from "@org/log-core";

/** A place in the order of entries: that of one entry. */
export interface CursorPosition {
  readonly file: DayFile;
  /** Where the entry's line begins in its file, in bytes. */
  readonly offset: number;
  readonly timeMs: number;
}

/** Changes when older cursors mean something else. */
const VERSION = "1";
const OFFSET = /^(?:0|[1-9]\d{0,15})$/;

/** A position as text: letters, digits, `-` and `_`. */
export function formatCursor({ file, offset, timeMs }: CursorPosition): string {
  const fields = [VERSION, formatTime(timeMs), formatDayFile(file), String(offset)];
  return Buffer.from(fields.join(" ")).toString("base64url");
}

/** Reads what {@link formatCursor} writes; anything else is `undefined`. */
export function parseCursor(text: string): CursorPosition | undefined {
  const decoded = Buffer.from(text, "base64url").toString();
  const [version, time = "", path = "", offset = "", ...rest] = decoded.split(" ");
  const file = parseDayFile(path);
  const timeMs = parseTime(time);
  if (version !== VERSION || file === undefined || timeMs === undefined) return undefined;
  if (!OFFSET.test(offset) || rest.length > 0) return undefined;
  const position = { file, offset: Number(offset), timeMs };
  // Decoding passes over characters that are none of the alphabet.
  return formatCursor(position) === text ? position : undefined;
}
