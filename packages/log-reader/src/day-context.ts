import type { LogEntry, LogKind } from "@org/log-core";
import type { DaySearchTools } from "./day-search.ts";
import type { LineFilter } from "./filter/line-filter.ts";
import type { DayFiles } from "./plan/day-files.ts";
import type { PlannedFile } from "./plan/planned-file.ts";
import { BlockScanner, type LineSink, type ScanCounts } from "./scan/block-scanner.ts";
import { CONTEXT, markContext, NOT_SHOWN } from "./scan/context-window.ts";
import { readBatch } from "./source/batch-reading.ts";
import { LineIndex } from "./scan/line-index.ts";
import { timeOrder } from "./scan/time-order.ts";

/** What is asked for around matches, and what counts as context at all. */
export interface ContextQuery {
  readonly before: number;
  readonly after: number;
  /** Passes every entry that the query could show, whatever is in it. They parse every line. */
  readonly filters: ReadonlyMap<LogKind, LineFilter>;
  /** Whether such an entry counts where it is no match. */
  readonly isShown: (entry: LogEntry, file: PlannedFile) => boolean;
}

/** The matches of a day. */
export interface DayMatches {
  readonly files: DayFiles;
  readonly index: LineIndex;
  /** The lines of the index that are to be shown. */
  readonly lines: Uint32Array;
}

/**
 * The matches of a day together with the lines around them: of one phone, or of the app log or the
 * requests, in the order of time. Reads the files that hold matches once more, and no others.
 */
export async function withContext(
  tools: Pick<DaySearchTools, "scan" | "pacer"> & { readonly counts: ScanCounts },
  matches: DayMatches,
  query: ContextQuery,
): Promise<LineIndex> {
  const offsets = offsetsByFile(matches);
  const shown: ShownLine[] = [];
  for (const numbers of storiesOf(matches.files, new Set(offsets.keys()))) {
    const story = new LineIndex({ first: 0, perFile: 0 });
    for (const number of numbers) {
      const matching = offsets.get(number);
      await scanFile(tools, { ...matches, number, story, matching }, query);
    }
    for (const line of linesToShow(story, offsets, query)) shown.push(line);
  }
  shown.sort((a, b) => a.file - b.file || a.offset - b.offset);
  const index = new LineIndex();
  for (const line of shown) index.addUnread(line);
  return index;
}

interface ShownLine {
  readonly timeMs: number;
  readonly file: number;
  readonly offset: number;
  readonly bytes: number;
  readonly isContext: boolean;
}

function offsetsByFile({ index, lines }: DayMatches): Map<number, Set<number>> {
  const offsets = new Map<number, Set<number>>();
  for (const line of lines) {
    const file = index.files[line] ?? 0;
    const known = offsets.get(file) ?? new Set();
    offsets.set(file, known.add(index.offsets[line] ?? 0));
  }
  return offsets;
}

/** The numbers of files that tell one story together, of those stories that have a match. */
function storiesOf(files: DayFiles, matching: ReadonlySet<number>): number[][] {
  const stories = new Map<string, number[]>();
  for (const [number, { log, key }] of files.entries()) {
    const story = stories.get(`${log}/${key}`);
    if (story === undefined) stories.set(`${log}/${key}`, [number]);
    else story.push(number);
  }
  return [...stories.values()].filter((numbers) => numbers.some((one) => matching.has(one)));
}

interface ScannedFile {
  readonly files: DayFiles;
  readonly number: number;
  readonly story: LineIndex;
  /** Where matches stand in the file, if it has any. */
  readonly matching: ReadonlySet<number> | undefined;
}

async function scanFile(
  { scan, counts, pacer }: Parameters<typeof withContext>[0],
  { files, number, story, matching }: ScannedFile,
  { filters, isShown }: ContextQuery,
): Promise<void> {
  const file = files.at(number);
  const filter = file && filters.get(file.log);
  if (file === undefined || filter === undefined) return;
  const lines: LineSink = {
    add(found) {
      const { entry, offset } = found;
      const isHidden = entry !== undefined && !isShown(entry, file);
      if (!isHidden || matching?.has(offset) === true) story.add(found);
    },
  };
  const sinks = new Map([[file.log, new BlockScanner(filter, { lines, counts })]]);
  const batch = { files: files.range(number, number + 1), firstNumber: number, stretch: undefined };
  for (const _ of readBatch(scan, batch, sinks)) await pacer.step();
}

// The lines of a story that match or stand near a match.
function* linesToShow(
  story: LineIndex,
  offsets: ReadonlyMap<number, ReadonlySet<number>>,
  range: ContextQuery,
): Generator<ShownLine> {
  const order = timeOrder(story.times.subarray(0, story.count));
  const isMatch = Uint8Array.from(order, (line) => {
    const known = offsets.get(story.files[line] ?? 0);
    return known?.has(story.offsets[line] ?? 0) === true ? 1 : 0;
  });
  for (const [at, mark] of markContext(isMatch, range).entries()) {
    if (mark === NOT_SHOWN) continue;
    const line = order[at] ?? 0;
    yield {
      timeMs: story.times[line] ?? 0,
      file: story.files[line] ?? 0,
      offset: story.offsets[line] ?? 0,
      bytes: story.lengths[line] ?? 0,
      isContext: mark === CONTEXT,
    };
  }
}
