import { readFileSync } from "node:fs";
import { systemErrorCode } from "@org/log-core";
import { cursorOf } from "@org/log-reader";
import type { Answer } from "./answer.ts";
import { valueOf, type CommandLine } from "./command-line.ts";
import { fromCaller } from "./folder.ts";
import type { Io } from "./io.ts";
import type { Problems } from "./problems.ts";
import { quoteTyped } from "./typed.ts";

/** Where an answer goes on, and where it is noted how far it came. */
export interface CursorPlace {
  /** Of the entry after which it goes on; `undefined` from the beginning. */
  readonly cursor: string | undefined;
  /** The file of `--cursor-file`, absolute. */
  readonly path: string | undefined;
}

/** Reads `--cursor` and `--cursor-file`. A file that is not there yet, or is empty, begins from the beginning. */
export function readCursorPlace(line: CommandLine, io: Io, problems: Problems): CursorPlace {
  const cursor = valueOf(line, "cursor");
  const file = valueOf(line, "cursor-file");
  if (file === undefined) return { cursor, path: undefined };
  if (cursor !== undefined) problems.add("--cursor and --cursor-file exclude each other");
  if (line.switches.has("reverse")) {
    problems.add("--cursor-file goes forward in time: leave --reverse away, or page with --cursor");
  }
  const path = fromCaller(file, io);
  return { cursor: readCursorFile(path, file, problems), path };
}

function readCursorFile(path: string, typed: string, problems: Problems): string | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    if (code !== "ENOENT") problems.add(`${quoteTyped(typed)} cannot be read: ${code}`);
    return undefined;
  }
  if (text === "") return undefined;
  if (/^[\w-]+$/.test(text)) return text;
  // Some other file, named by mistake: it must not be replaced at the end.
  problems.add(`${quoteTyped(typed)} holds something else than a cursor; name another file`);
  return undefined;
}

/**
 * The command line of an answer that goes on: without a period of its own it has everything after the
 * cursor, however long ago that was.
 */
export function goingOn(line: CommandLine, { cursor }: CursorPlace): CommandLine {
  const isForward = !line.switches.has("reverse");
  return cursor !== undefined && isForward ? { ...line, defaultDays: undefined } : line;
}

/**
 * Notes how far an answer came, for the next run to go on from there. An answer with files missing is
 * not noted: the next one repeats it.
 */
export async function keepPlace(path: string, { last, report }: Answer, io: Io): Promise<void> {
  if (last === undefined || (report?.unreadable ?? 0) > 0) return;
  const { createAtomicFile } = await import("./export/atomic-file.ts");
  const file = createAtomicFile(path, { replace: true, onInterrupt: io.onInterrupt });
  try {
    file.write(`${cursorOf(last)}\n`);
    file.commit();
  } finally {
    file.discard();
  }
}
