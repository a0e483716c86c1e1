import { join } from "node:path";
import { systemErrorCode } from "@org/log-core";
import { openLogFile, type LogFile } from "./log-file.ts";

const READ_BYTES = 1024 * 1024;
/** Counting lines further in would take longer than the number is worth. */
const MAX_COUNTED_BYTES = 64 * 1024 * 1024;
const LF = 0x0a;

/** The number, from 1, of the line at an offset; `undefined` if it cannot or need not be known. */
export function lineNumberAt(dir: string, path: string, offset: number): number | undefined {
  if (offset > MAX_COUNTED_BYTES) return undefined;
  const opened = openLogFile(join(dir, path));
  if (opened.kind !== "open") return undefined;
  try {
    return 1 + countFeedsBefore(opened.file, offset);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  } finally {
    opened.file.close();
  }
}

function countFeedsBefore(file: LogFile, offset: number): number {
  const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, offset));
  let count = 0;
  let position = 0;
  while (position < offset) {
    const wanted = buffer.subarray(0, Math.min(buffer.length, offset - position));
    const read = file.read(wanted, position);
    if (read === 0) break;
    count += countFeeds(wanted.subarray(0, read));
    position += read;
  }
  return count;
}

function countFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count += 1;
  return count;
}
