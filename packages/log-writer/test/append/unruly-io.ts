import { closeSync, openSync, writeSync } from "node:fs";
import { directIo, type AppendIo } from "../../src/append/append-io.ts";

/** What becomes of one write. */
export type Outcome =
  | "whole"
  /** So many bytes are taken, at most one fewer than asked. */
  | { readonly short: number }
  /** An error, after nothing was taken. */
  | "error";

/**
 * Calls that a test lets happen one by one and as badly as it likes. Opening and closing happen at once;
 * writes wait in `writes`, each with its own outcome.
 */
export class UnrulyIo implements AppendIo {
  /** Writes that wait, oldest first. */
  readonly writes: ((outcome: Outcome) => void)[] = [];
  /** Set to have writes happen at once, with these outcomes and then whole. */
  atOnce: Outcome[] | undefined;
  /** Errors of the next syncs. */
  readonly syncErrors: Error[] = [];
  syncs = 0;

  open(path: string, flags: number, mode: number, done: Parameters<AppendIo["open"]>[3]): void {
    directIo.open(path, flags, mode, done);
  }

  close(fd: number, done: Parameters<AppendIo["close"]>[1]): void {
    directIo.close(fd, done);
  }

  symlink(target: string, path: string, done: Parameters<AppendIo["symlink"]>[2]): void {
    directIo.symlink(target, path, done);
  }

  write(
    fd: number,
    bytes: Buffer,
    start: number,
    done: (error: Error | null, written: number) => void,
  ): void {
    const happen = (outcome: Outcome): void => {
      if (outcome === "error") return done(noSpace(), 0);
      const length = bytes.length - start;
      const taken = outcome === "whole" ? length : Math.min(outcome.short, Math.max(length - 1, 0));
      done(null, taken === 0 ? 0 : writeSync(fd, bytes, start, taken));
    };
    if (this.atOnce === undefined) this.writes.push(happen);
    else happen(this.atOnce.shift() ?? "whole");
  }

  datasync(_fd: number, done: (error: Error | null) => void): void {
    this.syncs += 1;
    done(this.syncErrors.shift() ?? null);
  }
}

/** What a full disk says. */
export function noSpace(): Error {
  return Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
}

/** Appends bytes to a file as another process does. */
export function appendAsOther(path: string, text: string): void {
  const fd = openSync(path, "a");
  writeSync(fd, text);
  closeSync(fd);
}
