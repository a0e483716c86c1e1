import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";
import { systemErrorCode } from "@org/log-core";

/** Part of a file that mentions what is to be erased: one line without its line feed. */
interface LineSpan {
  readonly start: number;
  readonly end: number;
  /** Where the mention stands; erased last. */
  readonly mentionStart: number;
  readonly mentionEnd: number;
}

/** Tells whether and where a line mentions somebody; offsets within the line. */
export type FindMention = (
  line: Buffer,
) => { readonly start: number; readonly end: number } | undefined;

/** A mention that has been blanked. */
interface Mention {
  readonly start: number;
  readonly bytes: Buffer;
}

/** What blanking a file did. */
export interface Blanked {
  readonly lines: number;
  readonly bytes: number;
}

const NOTHING: Blanked = { lines: 0, bytes: 0 };
const READ_BYTES = 1024 * 1024;
/** Read at once of what follows a line, which nearly always is its line feed. */
const REST_BYTES = 4096;
const LF = 0x0a;
const SPACE = 0x20;
const SPACES: Buffer = Buffer.alloc(64 * 1024, SPACE);
// Never through a link; and a pipe that somebody put here must not block. Absent on some systems.
const SAFELY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** Retention was faster, or it is a link, a folder or a socket: no file of ours. */
const NO_FILE: ReadonlySet<string> = new Set(["ENOENT", "ELOOP", "EISDIR", "ENXIO"]);

/**
 * Overwrites with spaces every line of a file that mentions somebody, in place: no byte moves, so
 * nothing that live writers append is lost and every offset stays true. The bytes are on the platter
 * when it returns. Killed in the middle, or with a disk that does not say that it holds them, what is
 * left of a line still holds the mention, so that the next run finds it.
 */
export function blankLines(path: string, findMention: FindMention, dryRun: boolean): Blanked {
  const fd = tryOpen(path, dryRun);
  if (fd === undefined) return NOTHING;
  try {
    const mentions: Mention[] = [];
    const { lines, bytes, wasBlanked } = blankOpen(fd, findMention, dryRun ? undefined : mentions);
    // What an earlier run has blanked it may not have come to say to the disk.
    if (!dryRun && (lines > 0 || wasBlanked)) syncOrRestore(fd, mentions);
    return { lines, bytes };
  } finally {
    closeSync(fd);
  }
}

/**
 * After a failed sync the system takes what it could not write for written, and says so of the next
 * sync. With the mentions back in their place the next run blanks these lines again.
 */
function syncOrRestore(fd: number, mentions: readonly Mention[]): void {
  try {
    fsyncSync(fd);
  } catch (error) {
    for (const { start, bytes } of mentions) tryWrite(fd, bytes, start);
    throw error;
  }
}

function tryWrite(fd: number, bytes: Buffer, at: number): void {
  try {
    writeSync(fd, bytes, 0, bytes.length, at);
  } catch {
    // The error that is on its way says enough about this disk.
  }
}

/**
 * @param mentions where what was blanked is kept; without it nothing is
 * @returns also whether there were lines that had been blanked before
 */
function blankOpen(
  fd: number,
  findMention: FindMention,
  mentions: Mention[] | undefined,
): Blanked & { readonly wasBlanked: boolean } {
  let lines = 0;
  let bytes = 0;
  let wasBlanked = false;
  for (const { line, start } of linesOf(fd)) {
    if (line[0] === SPACE) wasBlanked = true;
    const mention = findMention(line);
    if (mention === undefined) continue;
    lines += 1;
    bytes += line.length;
    if (mentions === undefined) continue;
    mentions.push({
      start: start + mention.start,
      bytes: Buffer.from(line.subarray(mention.start, mention.end)),
    });
    const end = start + line.length;
    blank(fd, {
      start,
      end,
      mentionStart: start + mention.start,
      mentionEnd: start + mention.end,
    });
    bytes += blankRest(fd, end);
  }
  return { lines, bytes, wasBlanked };
}

/**
 * Blanks what has come since of a last line that was being written when it was read: it mentions nobody,
 * so no later run would find it. Returns how many bytes that were.
 */
function blankRest(fd: number, from: number): number {
  let end = from;
  const block = Buffer.alloc(REST_BYTES);
  for (;;) {
    const read = readSync(fd, block, 0, block.length, end);
    const lf = block.subarray(0, read).indexOf(LF);
    end += lf >= 0 ? lf : read;
    if (lf >= 0 || read === 0) break;
  }
  writeSpaces(fd, from, end);
  return end - from;
}

function blank(fd: number, { start, end, mentionStart, mentionEnd }: LineSpan): void {
  writeSpaces(fd, mentionEnd, end);
  writeSpaces(fd, start, mentionStart);
  writeSpaces(fd, mentionStart, mentionEnd);
}

function writeSpaces(fd: number, start: number, end: number): void {
  for (let at = start; at < end;) {
    at += writeSync(fd, SPACES, 0, Math.min(end - at, SPACES.length), at);
  }
}

/**
 * The lines of a file up to the size it has now, the last one also without a line feed.
 * @yields a line without its line feed, and where it stands in the file
 */
function* linesOf(fd: number): Generator<{ readonly line: Buffer; readonly start: number }> {
  const size = fstatSync(fd).size;
  let rest = Buffer.alloc(0);
  let restStart = 0;
  for (let at = 0; at < size;) {
    const block = Buffer.alloc(Math.min(READ_BYTES, size - at));
    const read = readSync(fd, block, 0, block.length, at);
    if (read === 0) break;
    at += read;
    const bytes = Buffer.concat([rest, block.subarray(0, read)]);
    let lineStart = 0;
    for (let lf = bytes.indexOf(LF); lf >= 0; lf = bytes.indexOf(LF, lineStart)) {
      if (lf > lineStart)
        yield { line: bytes.subarray(lineStart, lf), start: restStart + lineStart };
      lineStart = lf + 1;
    }
    rest = bytes.subarray(lineStart);
    restStart += lineStart;
  }
  if (rest.length > 0) yield { line: rest, start: restStart };
}

/** Opened without append: a file in append mode takes every write at its end. */
function tryOpen(path: string, dryRun: boolean): number | undefined {
  let fd: number;
  try {
    fd = openSync(path, (dryRun ? constants.O_RDONLY : constants.O_RDWR) | SAFELY);
  } catch (error) {
    if (NO_FILE.has(systemErrorCode(error) ?? "")) return undefined;
    throw error;
  }
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  return undefined;
}
