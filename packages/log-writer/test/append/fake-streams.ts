import type { CalendarDay } from "@org/log-core";
import type { AppendResult } from "../../src/append/day-file.ts";
import type { DayStream } from "../../src/append/day-stream.ts";
import { SlabPool } from "../../src/append/slab-pool.ts";
import { createTarget, type Target } from "../../src/append/target.ts";

const POOL = new SlabPool(64 * 1024 * 1024);

/** A day file's target, by its phone. */
export function target(key: string): Target {
  return createTarget({ log: "whatsapp", key, day: "2026-11-23" as CalendarDay, part: 1 }, POOL);
}

/** Gives a target a line, line feed included. */
export function give(to: Target, line: string): void {
  const placed = POOL.place(line);
  if (placed === undefined) throw new Error("the pool is full");
  to.queue.push(placed);
}

/** An append that the test ends. */
export interface PendingAppend {
  readonly target: Target;
  readonly chunk: string;
  readonly end: (result: Partial<AppendResult>) => void;
  /** All of it is in the file. */
  readonly succeed: () => void;
}

/**
 * Day streams without files: opening, appending and closing end when the test says so. What the test
 * does not ask to be told of ends at once.
 */
export class FakeStreams {
  /** Appends under way. */
  readonly appends: PendingAppend[] = [];
  /** Closings under way. */
  readonly closings: { readonly target: Target; readonly end: () => void }[] = [];
  /** Keys of what was opened and closed, in order: `+1 -1`. */
  readonly events: string[] = [];
  /** Set to have closing wait for the test. */
  holdsClosing = false;
  /** Errors of the next openings. */
  readonly openErrors: Error[] = [];
  open = 0;
  mostOpen = 0;

  readonly openStream = (
    of: Target,
    done: (error: Error | null, stream: DayStream | undefined) => void,
  ): void => {
    const error = this.openErrors.shift();
    if (error !== undefined) return done(error, undefined);
    this.events.push(`+${of.name.key}`);
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    done(null, this.#stream(of));
  };

  /** Ends the oldest append well. */
  succeedNext(): PendingAppend {
    const next = this.appends[0];
    if (next === undefined) throw new Error("no append is under way");
    next.succeed();
    return next;
  }

  #stream(of: Target): DayStream {
    const stream = {
      isBroken: false,
      append: (chunk: Buffer, done: (result: AppendResult) => void) => {
        const pending: PendingAppend = {
          target: of,
          chunk: chunk.toString(),
          end: (result) => {
            const at = this.appends.indexOf(pending);
            if (at >= 0) this.appends.splice(at, 1);
            done({ writtenBytes: 0, error: null, fileBytes: 0, ...result });
          },
          succeed: () => pending.end({ writtenBytes: chunk.length }),
        };
        this.appends.push(pending);
      },
      close: (done: () => void) => {
        const end = (): void => {
          this.open -= 1;
          this.events.push(`-${of.name.key}`);
          done();
        };
        if (this.holdsClosing) this.closings.push({ target: of, end });
        else end();
      },
    };
    return stream as unknown as DayStream;
  }
}
