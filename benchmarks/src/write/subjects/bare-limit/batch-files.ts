import { close, closeSync, open, write } from "node:fs";
import { MAX_OPEN_FILES } from "../../subject.ts";

/** Appends under way at once, as in log-writer at its busiest: fewer made the limit slower. */
const MAX_IN_FLIGHT = 8;
/** From this much on the caller is asked to wait, as by log-writer. */
const HIGH_WATER_BYTES = 16 * 1024 * 1024;

interface BatchFile {
  readonly path: string;
  /** Lines that wait, joined. */
  text: string;
  fd: number | undefined;
  busy: boolean;
}

/**
 * Files that are appended to with one `fs.write` for all that has gathered since the last, so many open
 * as log-writer may have: the least that batching and a bound on open files can cost. Nothing is
 * checked: not the disk, not other processes, not what became of a write.
 */
export class BatchFiles {
  readonly #files = new Map<string, BatchFile>();
  #ready: BatchFile[] = [];
  /** Open files by their last use, the least recent first. */
  readonly #byUse = new Set<BatchFile>();
  #inFlight = 0;
  #bufferedChars = 0;
  #turnPlanned = false;
  #waiting: (() => void)[] = [];

  /** Takes a line for the file at a path; false asks to wait for {@link drained}. */
  append(path: string, line: string): boolean {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = { path, text: "", fd: undefined, busy: false };
      this.#files.set(path, file);
    }
    if (file.text === "" && !file.busy) this.#ready.push(file);
    file.text += line;
    this.#bufferedChars += line.length;
    this.#planTurn();
    return this.#bufferedChars < HIGH_WATER_BYTES;
  }

  /** Resolves when nothing waits any more. */
  drained(): Promise<void> {
    if (this.#bufferedChars === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Closes every file. */
  close(): void {
    for (const { fd } of this.#byUse) if (fd !== undefined) closeSync(fd);
    this.#byUse.clear();
  }

  #planTurn(): void {
    if (this.#turnPlanned) return;
    this.#turnPlanned = true;
    setImmediate(() => {
      this.#turnPlanned = false;
      const free = MAX_IN_FLIGHT - this.#inFlight;
      for (const file of this.#ready.splice(0, free)) this.#visit(file);
    });
  }

  #visit(file: BatchFile): void {
    file.busy = true;
    this.#inFlight += 1;
    if (file.fd !== undefined) {
      this.#byUse.delete(file);
      this.#byUse.add(file);
      this.#write(file, file.fd);
      return;
    }
    this.#makeRoom();
    open(file.path, "a", 0o600, (error, fd) => {
      if (error !== null) throw error;
      file.fd = fd;
      this.#byUse.add(file);
      this.#write(file, fd);
    });
  }

  #makeRoom(): void {
    if (this.#byUse.size < MAX_OPEN_FILES) return;
    for (const file of this.#byUse) {
      if (file.busy || file.fd === undefined) continue;
      this.#byUse.delete(file);
      close(file.fd);
      file.fd = undefined;
      return;
    }
  }

  #write(file: BatchFile, fd: number): void {
    const { text } = file;
    file.text = "";
    const bytes = Buffer.from(text);
    write(fd, bytes, 0, bytes.length, null, (error) => {
      if (error !== null) throw error;
      this.#settle(file, text.length);
    });
  }

  #settle(file: BatchFile, chars: number): void {
    this.#inFlight -= 1;
    this.#bufferedChars -= chars;
    file.busy = false;
    if (file.text !== "") this.#ready.push(file);
    if (this.#ready.length > 0) this.#planTurn();
    if (this.#bufferedChars > 0) return;
    for (const resolve of this.#waiting) resolve();
    this.#waiting = [];
  }
}
