import { parseLine, parseTime, type LogEntry, type ParsedLine } from "@org/log-core";
import { setLocation } from "../location.ts";
import type { DayFiles } from "../plan/day-files.ts";
import type { ScanCounts } from "./block-scanner.ts";
import { GONE, type LineIndex } from "./line-index.ts";

/** Found lines, and the files they were found in. */
export interface FoundLines {
  readonly index: LineIndex;
  readonly files: Pick<DayFiles, "at">;
  readonly counts: ScanCounts;
}

/**
 * Parses lines one by one, as their entries are asked for.
 * @yields the entries; a line that is none, or is no longer there, has none
 */
export function* readEntries(
  found: FoundLines,
  lines: Iterable<number>,
): Generator<LogEntry, void> {
  const { index, files } = found;
  for (const line of lines) {
    const file = files.at(index.files[line] ?? 0);
    if (file === undefined) continue;
    const offset = index.offsets[line] ?? 0;
    const entry =
      index.entry(line) ??
      parseFound(found, line, () => {
        found.counts.addMalformed(file, offset);
      });
    if (entry === undefined) continue;
    setLocation(entry, { file, offset, isContext: index.context[line] === 1 });
    yield entry;
  }
}

function parseFound(
  { index, counts }: FoundLines,
  line: number,
  onMalformed: () => void,
): LogEntry | undefined {
  const start = index.starts[line] ?? GONE;
  if (start === GONE) return undefined;
  const end = start + (index.lengths[line] ?? 0);
  const parsed = parseLine(index.bytes.toString("utf8", start, end));
  // A line that was parsed when it was found has been counted then.
  if (index.parsed[line] === 0) {
    if (parsed.kind !== "blank") counts.linesParsed += 1;
    if (parsed.kind === "malformed") onMalformed();
  }
  const entry = entryOf(parsed);
  // Read again, a line may have been erased, or its file replaced by another of the same name.
  return entry !== undefined && parseTime(entry.time) === index.times[line] ? entry : undefined;
}

function entryOf(parsed: ParsedLine): LogEntry | undefined {
  if (parsed.kind === "entry") return parsed.entry;
  return parsed.kind === "malformed" ? parsed.salvaged : undefined;
}
