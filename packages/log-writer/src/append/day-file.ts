import { constants, fchmodSync, fstatSync, readSync, statSync, type Stats } from "node:fs";
import { directIo, type AppendIo } from "./append-io.ts";
import type { ClosedEnds } from "./closed-ends.ts";

/** What became of a chunk. */
export interface AppendResult {
  /** Bytes from its start, whole lines only, that are in the file. */
  readonly writtenBytes: number;
  /** Why the rest is not; `null` when there is no rest. */
  readonly error: Error | null;
  /** The file's size afterwards, as far as known. */
  readonly fileBytes: number;
}

/** How a day file is opened. */
export interface DayFileOptions {
  readonly path: string;
  readonly fileMode: number;
  readonly io: AppendIo;
  /** Whether each chunk must be on the platter before it counts as written. */
  readonly syncEachChunk: boolean;
  /** Monotonic time in ms. */
  readonly elapsedMs: () => number;
  /** Files whose end is known; this one's is remembered when it is closed. */
  readonly closedEnds?: ClosedEnds | undefined;
}

const LF = 0x0a;
const LINE_FEED: Buffer = Buffer.from("\n");
/** Enough of a torn line to tell ours from another process's. */
const COMPARED_BYTES = 4096;
/** What others have appended since a short write is looked through up to this size. */
const MAX_SEARCHED_BYTES = 4 * 1024 * 1024;
/** A line feed too many makes a blank line, which every reader skips: no reason to look for ever. */
const MAX_LOOKS = 8;
/** How often the path is looked at, to follow a rename from outside. */
const PATH_CHECK_MS = 1000;
// Windows knows neither; there a link at the path cannot be told by opening it.
const NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const OPEN_FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | NOFOLLOW;

/** The file is not there any more: what was appended last went with it and is to be written again. */
export class FileGoneError extends Error {
  readonly code = "LOG_FILE_GONE";
}

/** The lines are in the file, but the disk does not say that it holds them. */
export class NotSyncedError extends Error {
  /** @param cause what the system says */
  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

/**
 * One open day file and the protocol by which several processes append whole lines to it, on a disk
 * that may fill up and under people who delete and rename. Every step of it stands in
 * `docs/decisions/0004-append-protocol.md`.
 */
export class DayFile {
  readonly path: string;
  /** Its size when it was opened, in bytes; 0 if opening made it. */
  readonly openedBytes: number;
  io: AppendIo;
  readonly #fd: number;
  readonly #options: DayFileOptions;
  readonly #openedAs: Stats;
  /** Its size, while it has only just been opened: the first append need not ask again. */
  #sizeJustOpened: number | undefined;
  /** Size after our last append if nobody else appended meanwhile, else -1: look before the next. */
  #knownBytes = -1;
  /** How the file was when we last saw it end with our own line; what has come since changes it. */
  #endedAs: Stats | undefined;
  /** Bytes of the next chunk's first line that a short write has left in the file. */
  #tornBytes = 0;
  /** Size before the write that was short. */
  #tornFrom = 0;
  /** Set by a failed append until one succeeds: others may have failed between two of ours. */
  #failedLately = false;
  #checkedPathAtMs: number;
  #pendingEnd = 0;
  #pending: AppendPlan | undefined;

  private constructor(fd: number, openedAs: Stats, options: DayFileOptions) {
    this.path = options.path;
    this.io = options.io;
    this.openedBytes = openedAs.size;
    this.#fd = fd;
    this.#options = options;
    this.#openedAs = openedAs;
    this.#sizeJustOpened = openedAs.size;
    if (options.closedEnds?.has(openedAs) === true) this.#knownBytes = openedAs.size;
    this.#checkedPathAtMs = options.elapsedMs();
  }

  /** Opens a day file under its final name, making it if it is not there; its folder must be. */
  static open(
    options: DayFileOptions,
    done: (error: Error | null, file: DayFile | undefined) => void,
  ): void {
    options.io.open(options.path, OPEN_FLAGS, options.fileMode, (error, fd) => {
      if (error !== null) return done(error, undefined);
      let file: DayFile;
      try {
        file = new DayFile(fd, prepare(fd, options.fileMode), options);
      } catch (cause) {
        return options.io.close(fd, () => done(cause as Error, undefined));
      }
      done(null, file);
    });
  }

  /** Bytes of the chunk being appended that will be in the file even if the process exits now. */
  get pendingBytes(): number {
    return this.#pendingEnd;
  }

  /**
   * Goes on without the thread pool, whose answers will not be heard any more: from now on every call
   * is made at once. Waits until the write under way is in the file, so that lines keep their order.
   */
  takeOver(maxWaitMs: number): void {
    this.io = directIo;
    if (this.#pendingEnd === 0) return;
    this.#awaitPending(maxWaitMs);
    this.#pendingEnd = 0;
    this.#tornBytes = 0;
    this.#knownBytes = -1;
  }

  /**
   * Appends a chunk of whole lines. After an error the rest of the chunk is to be given again, from
   * the first line that was not written.
   */
  append(chunk: Buffer, done: (result: AppendResult) => void): void {
    this.#continue({ chunk, start: 0, done });
  }

  /** Gives the descriptor back. */
  close(done: (error: Error | null) => void): void {
    if (this.#endedAs !== undefined) this.#options.closedEnds?.add(this.#endedAs);
    this.io.close(this.#fd, done);
  }

  /** Writes what is left of a job, from its `start` on. */
  #continue(given: AppendJob): void {
    let job = given;
    let plan: AppendPlan;
    try {
      if (this.#isClosedByOthers(job)) {
        job = { ...job, start: job.chunk.indexOf(LF, job.start) + 1 };
        this.#tornBytes = 0;
      }
      if (job.start === job.chunk.length) return this.#finish(job, fstatSync(this.#fd).size);
      plan = this.#plan(job.chunk, job.start);
    } catch (error) {
      return this.#fail(job, error as Error);
    }
    this.#pendingEnd = plan.end;
    this.#pending = plan;
    this.io.write(this.#fd, plan.bytes, 0, (error, written) => {
      if (error !== null) return this.#fail(job, error);
      this.#settle(job, plan, written);
    });
  }

  #fail({ start, done }: AppendJob, error: Error): void {
    if (!(error instanceof FileGoneError)) this.#failedLately = true;
    const fileBytes = this.#pending?.sizeBefore ?? 0;
    this.#release();
    done({ writtenBytes: start, error, fileBytes });
  }

  /** Nothing is under way any more; a plan kept longer would keep a block of memory with it. */
  #release(): void {
    this.#pendingEnd = 0;
    this.#pending = undefined;
  }

  /** What to write next: from which byte of the chunk, and whether a line feed goes first. */
  #plan(chunk: Buffer, start: number): AppendPlan {
    this.#followRename();
    const sizeBefore = this.#sizeJustOpened ?? fstatSync(this.#fd).size;
    this.#sizeJustOpened = undefined;
    if (this.#tornBytes > 0) {
      if (this.#endsWith(chunk.subarray(start, start + this.#tornBytes), sizeBefore)) {
        // The rest of this one line, alone, so that it can be read back.
        const end = chunk.indexOf(LF, start) + 1;
        const bytes = chunk.subarray(start + this.#tornBytes, end);
        return { bytes, end, sizeBefore, lead: 0, resumes: true };
      }
      this.#tornBytes = 0;
    }
    const lead = this.#needsLineFeed(sizeBefore) ? LINE_FEED.length : 0;
    const rest = start === 0 ? chunk : chunk.subarray(start);
    const bytes = lead === 0 ? rest : Buffer.concat([LINE_FEED, rest]);
    return { bytes, end: chunk.length, sizeBefore, lead, resumes: false };
  }

  #settle(job: AppendJob, plan: AppendPlan, written: number): void {
    let after: Stats;
    try {
      after = fstatSync(this.#fd);
    } catch (error) {
      return this.#fail(job, error as Error);
    }
    if (after.nlink === 0) return this.#fail(job, new FileGoneError("the file was removed"));
    this.#knownBytes = after.size === plan.sizeBefore + written ? after.size : -1;
    if (written === 0) return this.#fail(job, new Error("the file system took no byte of a write"));
    if (written < plan.bytes.length) return this.#settleShort(job, plan, written);
    if (plan.resumes && !this.#resumedWhole(plan, after.size)) {
      // Somebody wrote between the halves: the line goes again, whole, on a line of its own.
      this.#tornBytes = 0;
      this.#failedLately = true;
      return this.#continue(job);
    }
    this.#tornBytes = 0;
    if (plan.end < job.chunk.length) return this.#continue({ ...job, start: plan.end });
    this.#failedLately = false;
    if (this.#knownBytes === after.size) this.#endedAs = after;
    this.#finish(job, after.size);
  }

  /** A short write: some lines are in, one may be torn. Goes on with the rest, which may fail. */
  #settleShort(job: AppendJob, plan: AppendPlan, written: number): void {
    this.#failedLately = true;
    if (plan.resumes) {
      this.#tornBytes += written;
      return this.#continue(job);
    }
    const reached = job.start + Math.max(written - plan.lead, 0);
    const start = wholeLines(job, reached);
    // Of the line that was cut, this much is in the file.
    this.#tornBytes = reached - start;
    this.#tornFrom = plan.sizeBefore;
    this.#continue({ ...job, start });
  }

  #finish({ chunk, done }: AppendJob, fileBytes: number): void {
    const end = (error: Error | null): void => {
      this.#release();
      // After a failed sync too the lines are in the file; writing them again would double them.
      const notSynced = error === null ? null : new NotSyncedError(error);
      done({ writtenBytes: chunk.length, error: notSynced, fileBytes });
    };
    if (this.#options.syncEachChunk) this.io.datasync(this.#fd, end);
    else end(null);
  }

  /** Polls the file: the thread that writes says nothing to an event loop that has ended. */
  #awaitPending(maxWaitMs: number): void {
    const untilMs = this.#options.elapsedMs() + maxWaitMs;
    while (!this.#hasPending()) {
      if (this.#options.elapsedMs() >= untilMs) return;
      Atomics.wait(SLEEPER, 0, 0, 1);
    }
  }

  /** Whether the write under way is in the file; its size alone would count what others append. */
  #hasPending(): boolean {
    const plan = this.#pending;
    if (plan === undefined) return true;
    const grownBytes = fstatSync(this.#fd).size - plan.sizeBefore;
    if (grownBytes < plan.bytes.length) return false;
    return this.#read(grownBytes, plan.sizeBefore).includes(plan.bytes.subarray(-COMPARED_BYTES));
  }

  #needsLineFeed(sizeBefore: number): boolean {
    if (sizeBefore === 0) return false;
    if (this.#failedLately) return true;
    // Nobody has appended since us, and we ended with a line feed.
    if (sizeBefore === this.#knownBytes) return false;
    return this.#isTorn(sizeBefore);
  }

  /** Whether the file ends in the middle of a line, and not only while somebody is writing it. */
  #isTorn(size: number): boolean {
    let seenBytes = size;
    for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
      if (this.#read(1, seenBytes - 1)[0] === LF) return false;
      const nowBytes = fstatSync(this.#fd).size;
      // A write grows the file page by page: what still moves is alive and will end its line.
      if (nowBytes === seenBytes && looks > 0) return true;
      seenBytes = nowBytes;
    }
    return true;
  }

  /**
   * Whether a line of which only the line feed was missing has got it from another process, which took
   * it for torn: it is in the file, and written again it would be there twice.
   */
  #isClosedByOthers({ chunk, start }: AppendJob): boolean {
    if (this.#tornBytes === 0) return false;
    const line = chunk.subarray(start, chunk.indexOf(LF, start) + 1);
    if (this.#tornBytes !== line.length - 1) return false;
    const sinceBytes = fstatSync(this.#fd).size - this.#tornFrom;
    return (
      sinceBytes <= MAX_SEARCHED_BYTES && this.#read(sinceBytes, this.#tornFrom).includes(line)
    );
  }

  #endsWith(expected: Buffer, size: number): boolean {
    const tail = expected.subarray(-COMPARED_BYTES);
    return size >= tail.length && this.#read(tail.length, size - tail.length).equals(tail);
  }

  #resumedWhole(plan: AppendPlan, sizeAfter: number): boolean {
    if (sizeAfter === plan.sizeBefore + plan.bytes.length) return true;
    return this.#read(plan.bytes.length, plan.sizeBefore).equals(plan.bytes);
  }

  #read(bytes: number, position: number): Buffer {
    const buffer = Buffer.alloc(bytes);
    const read = readSync(this.#fd, buffer, 0, bytes, position);
    return buffer.subarray(0, read);
  }

  /** Once a second: is the file still under its name? If not, the next append belongs elsewhere. */
  #followRename(): void {
    const nowMs = this.#options.elapsedMs();
    if (nowMs - this.#checkedPathAtMs < PATH_CHECK_MS) return;
    this.#checkedPathAtMs = nowMs;
    const there = statSync(this.path, { throwIfNoEntry: false });
    const { ino, dev } = this.#openedAs;
    if (there?.ino !== ino || there.dev !== dev) {
      throw new FileGoneError("another file, or none, has the name");
    }
  }
}

/** Never notified: waiting on it is how a thread sleeps without an event loop. */
const SLEEPER: Int32Array = new Int32Array(new SharedArrayBuffer(4));

/** A chunk on its way into the file. */
interface AppendJob {
  readonly chunk: Buffer;
  /** Bytes of the chunk that are done: whole lines. */
  readonly start: number;
  readonly done: (result: AppendResult) => void;
}

/** Where the last line ends that a write has reached the end of. */
function wholeLines({ chunk, start }: AppendJob, reached: number): number {
  if (reached === start) return start;
  return Math.max(chunk.lastIndexOf(LF, reached - 1) + 1, start);
}

interface AppendPlan {
  readonly bytes: Buffer;
  /** Where in the chunk the written part ends. */
  readonly end: number;
  readonly sizeBefore: number;
  /** Bytes of `bytes` that are not of the chunk. */
  readonly lead: number;
  readonly resumes: boolean;
}

/** Sees that what was opened is a file, and gives a new one its mode whatever the umask took. */
function prepare(fd: number, fileMode: number): Stats {
  const stats = fstatSync(fd);
  if (!stats.isFile()) throw new Error("not a regular file");
  if (stats.size === 0 && (stats.mode & 0o777) !== fileMode) setMode(fd, fileMode);
  return stats;
}

function setMode(fd: number, fileMode: number): void {
  try {
    fchmodSync(fd, fileMode);
  } catch {
    // Somebody else's file, or a file system without modes: it can be written to all the same.
  }
}
