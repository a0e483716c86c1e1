import type { DayStream } from "./day-stream.ts";
import type { Target } from "./target.ts";

/** Opens the file of a target: makes its folder, its link, whatever must be there. */
export type OpenStream = (
  target: Target,
  done: (error: Error | null, stream: DayStream | undefined) => void,
) => void;

/** Least files kept open when descriptors run out. */
const MIN_OPEN_FILES = 1;
/**
 * Of so many files one less is kept open than may be: a file that is to be opened then finds a
 * descriptor, and the one that makes room is closed beside it and not before it.
 */
const FILES_PER_SPARE = 32;

/**
 * The open files, at most so many at a time: the least recently used one makes room, and what has not
 * been used for a while is closed.
 */
export class OpenFiles {
  readonly #open: OpenStream;
  readonly #closed: (target: Target) => void;
  readonly #limit: number;
  #maxOpen: number;
  /** In order of use, the least recent first. */
  readonly #byUse = new Set<Target>();
  /** Descriptors held or on their way: open, opening and closing ones. */
  #held = 0;
  #closing = 0;
  readonly #waiting: (() => void)[] = [];
  /** Called when no descriptor is held any more. */
  #allClosed: (() => void) | undefined;

  constructor(maxOpen: number, open: OpenStream, closed: (target: Target) => void) {
    this.#limit = maxOpen;
    this.#maxOpen = maxOpen;
    this.#open = open;
    this.#closed = closed;
  }

  /** Files that hold a descriptor. */
  get count(): number {
    return this.#held;
  }

  /** Gives the open stream of a target, opening it and closing another if need be. */
  acquire(
    target: Target,
    done: (error: Error | null, stream: DayStream | undefined) => void,
  ): void {
    if (target.stream !== undefined) {
      this.#byUse.delete(target);
      this.#byUse.add(target);
      return done(null, target.stream);
    }
    this.#makeRoom(() => {
      this.#open(target, (error, stream) => {
        if (stream === undefined) {
          this.#giveBack();
          return done(error, undefined);
        }
        target.stream = stream;
        this.#byUse.add(target);
        done(null, stream);
      });
    });
  }

  /** Closes a target's file; what it holds in memory stays. */
  release(target: Target, done?: () => void): void {
    const { stream } = target;
    if (stream === undefined) return done?.();
    target.stream = undefined;
    this.#byUse.delete(target);
    this.#closing += 1;
    stream.close(() => {
      this.#closing -= 1;
      this.#giveBack();
      this.#closed(target);
      done?.();
    });
  }

  /** Closes the files that were last used before an instant (monotonic ms). */
  releaseIdle(beforeMs: number): void {
    for (const target of this.#byUse) {
      if (target.usedAtMs >= beforeMs) break;
      if (target.state !== "busy") this.release(target);
    }
  }

  /** Lets the number of open files grow again after {@link shrink}. */
  recover(): void {
    this.#maxOpen = Math.min(this.#limit, this.#maxOpen * 2);
    while (this.#held < this.#maxOpen && this.#waiting.length > 0) this.#serveNext();
  }

  /** A file has been written: if others wait for a descriptor, it or another can be closed now. */
  relieve(): void {
    if (this.#waiting.length > this.#closing) this.#releaseOne();
  }

  /** Closes everything; done when what was being closed before is closed too. */
  releaseAll(done: () => void): void {
    this.#allClosed = done;
    for (const target of this.#byUse) this.release(target);
    if (this.#held === 0) this.#tellAllClosed();
  }

  /**
   * The process has no descriptor left: keep a quarter fewer files open from now on, so that the rest
   * of the bot can have some.
   */
  shrink(): void {
    this.#maxOpen = Math.max(
      MIN_OPEN_FILES,
      Math.floor(Math.min(this.#maxOpen, this.#held) * 0.75),
    );
    for (const target of this.#byUse) {
      if (this.#held <= this.#maxOpen) break;
      if (target.state !== "busy") this.release(target);
    }
  }

  #makeRoom(then: () => void): void {
    if (this.#held < this.#maxOpen) {
      this.#held += 1;
      then();
      return this.#keepSpare();
    }
    // Taken up again when a descriptor comes back; the one closed here is the usual case.
    this.#waiting.push(then);
    this.#releaseOne();
  }

  /** Closes ahead of need, so that opening does not wait for closing. */
  #keepSpare(): void {
    const spare = Math.floor(this.#maxOpen / FILES_PER_SPARE);
    if (this.#held - this.#closing > this.#maxOpen - spare) this.#releaseOne();
  }

  /**
   * Closes the least recently used file that does not wait for its turn. If all do, more files wait than
   * may be open, and the turn of the most recently used one is the furthest away: closing the least
   * recently used one, each file of a round would be closed just before its turn.
   */
  #releaseOne(): void {
    let last: Target | undefined;
    for (const target of this.#byUse) {
      if (target.state === "queued") last = target;
      else if (target.state !== "busy") return this.release(target);
    }
    if (last !== undefined) this.release(last);
  }

  #tellAllClosed(): void {
    const done = this.#allClosed;
    this.#allClosed = undefined;
    done?.();
  }

  #giveBack(): void {
    this.#held -= 1;
    if (this.#held === 0) this.#tellAllClosed();
    // Fewer may be open than were: others wait until another one is closed, too.
    if (this.#held >= this.#maxOpen) return this.relieve();
    this.#serveNext();
  }

  #serveNext(): void {
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#held += 1;
    next();
    this.#keepSpare();
  }
}
