import { parseLine, parseTime, type LogEntry } from "@org/log-core";
import { setLocation } from "../location.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import type { ScanCounts } from "./block-scanner.ts";
import { GONE, type LineIndex } from "./line-index.ts";

/** Found lines, and the files they were found in. */
export interface FoundLines {
  readonly index: LineIndex;
  readonly files: readonly PlannedFile[];
  readonly counts: ScanCounts;
}

/** The entries of some lines, parsed one by one as they are asked for. */
export function* readEntries(found: FoundLines, lines: Iterable<number>): Generator<LogEntry, void> {
  const { index, files } = found;
  for (const line of lines) {
    const entry = index.entry(line) ?? parseFound(found, line);
    const file = files[index.files[line] ?? 0];
    if (entry === undefined || file === undefined) continue;
    setLocation(entry, file, index.offsets[line] ?? 0);
    yield entry;
  }
}

function parseFound({ index, files, counts }: FoundLines, line: number): LogEntry | undefined {
  const start = index.starts[line] ?? GONE;
  if (start === GONE) return undefined;
  const isNew = index.parsed[line] === 0;
  const parsed = parseLine(
    index.bytes.toString("utf8", start, start + (index.lengths[line] ?? 0)),
  );
  if (isNew && parsed.kind !== "blank") counts.linesParsed += 1;
  if (parsed.kind === "malformed" && isNew) {
    const file = files[index.files[line] ?? 0];
    if (file !== undefined) counts.addMalformed(file, index.offsets[line] ?? 0);
  }
  const entry = entryOf(parsed, isNew);
  // Read again, a line may have been erased, or its file replaced by another of the same name.
  return entry !== undefined && parseTime(entry.time) === index.times[line] ? entry : undefined;
}

function entryOf(parsed: ReturnType<typeof parseLine>, isNew: boolean): LogEntry | undefined {
  if (parsed.kind === "entry") return parsed.entry;
  return parsed.kind === "malformed" && !isNew ? parsed.salvaged : undefined;
}
