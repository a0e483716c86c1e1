import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { onTestFinished } from "vitest";
import { directIo, type AppendIo } from "../../src/append/append-io.ts";
import type { ClosedEnds } from "../../src/append/closed-ends.ts";
import { DayFile, type AppendResult } from "../../src/append/day-file.ts";
import { UnrulyIo, type Outcome } from "./unruly-io.ts";

/** How a file is opened, where it is not as usual. */
export interface Options {
  readonly io?: AppendIo;
  readonly fileMode?: number;
  readonly syncEachChunk?: boolean;
  readonly elapsedMs?: () => number;
  readonly closedEnds?: ClosedEnds;
}

/** Opens a file, or gives the error. */
export function tryOpen(path: string, options: Options = {}): DayFile | Error {
  let opened: DayFile | Error | undefined;
  DayFile.open(
    { path, fileMode: 0o600, io: directIo, syncEachChunk: false, elapsedMs: () => 0, ...options },
    (error, file) => (opened = file ?? error ?? undefined),
  );
  if (opened === undefined) throw new Error("opening did not end");
  return opened;
}

/** Opens a file, and closes it after the test. */
export function open(path: string, options: Options = {}): DayFile {
  const opened = tryOpen(path, options);
  if (opened instanceof Error) throw opened;
  onTestFinished(() => opened.close(() => undefined));
  return opened;
}

/** Appends lines and gives what became of them; each write has the next of the outcomes. */
export function append(
  file: DayFile,
  text: string,
  outcomes: readonly Outcome[] = [],
): AppendResult {
  let result: AppendResult | undefined;
  file.append(Buffer.from(text), (ended) => (result = ended));
  const { io } = file;
  if (io instanceof UnrulyIo) {
    for (const outcome of outcomes) io.writes.shift()?.(outcome);
    while (io.writes.length > 0) io.writes.shift()?.("whole");
  }
  if (result === undefined) throw new Error("the append did not end");
  return result;
}

/** Where a new file may be. */
export function pathOf(): string {
  return join(tempDir(), "1234567890.log");
}
