import { readFileSync } from "node:fs";
import { parseLine } from "@org/log-core";
import { dayFiles } from "../integration/written-lines.ts";

const LF = 0x0a;

/** What a reader finds in a folder that has been through something. */
export interface Readable {
  /** How often each id can be read, salvaged entries included. */
  readonly timesById: ReadonlyMap<string, number>;
  /** Lines that are not entries: fragments of writes that failed or were killed. */
  readonly malformed: number;
}

/** Reads every line as the reader does: by the rules of the format, without throwing. */
export function readableIds(dir: string): Readable {
  const timesById = new Map<string, number>();
  let malformed = 0;
  for (const line of dayFiles(dir).flatMap((path) => [...linesOf(path)])) {
    const parsed = parseLine(line);
    if (parsed.kind === "malformed") malformed += 1;
    const entry = parsed.kind === "entry" ? parsed.entry : undefined;
    const found = parsed.kind === "malformed" ? parsed.salvaged : entry;
    if (found?.id !== undefined) timesById.set(found.id, (timesById.get(found.id) ?? 0) + 1);
  }
  return { timesById, malformed };
}

// Line by line: a flood's file is longer than any text may be.
function* linesOf(path: string): Generator<string> {
  const bytes = readFileSync(path);
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found;
    yield bytes.toString("utf8", start, end);
    start = end + 1;
  }
}

/** Ids of `ids` that can be read some other number of times than once. */
export function notOnce(ids: readonly string[], { timesById }: Readable): string[] {
  return ids.filter((id) => timesById.get(id) !== 1);
}
