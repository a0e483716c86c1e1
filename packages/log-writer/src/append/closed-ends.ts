import type { Stats } from "node:fs";

/**
 * Files remembered at most: about 100 bytes each. Of more, the ones closed first are forgotten and
 * looked at again when they are opened.
 */
const MAX_REMEMBERED = 16_384;

/** What the system says of a file, as far as it tells whether somebody has touched it. */
export type FileState = Pick<Stats, "ino" | "size" | "ctimeMs">;

/**
 * Files that this process has closed after it had appended a whole line, and seen that nobody else had
 * appended meanwhile. One that is the same when it is opened again ends with a line feed: there is no
 * need to read its last byte, which for files that are opened all the time is a tenth of the work.
 *
 * The same is: inode, size and the time of the last change. Whoever appends changes the size. Whoever
 * blanks, or cuts the file and fills it up to the same size again, changes the time, which nobody can
 * set; and so does making another file under the same inode.
 */
export class ClosedEnds {
  readonly #ends = new Map<number, FileState>();

  /** Remembers a file that ends with a line feed, as it was after our last append. */
  add({ ino, size, ctimeMs }: FileState): void {
    if (this.#ends.size >= MAX_REMEMBERED && !this.#ends.has(ino)) this.#forgetFirst();
    this.#ends.set(ino, { ino, size, ctimeMs });
  }

  /** Whether a file is as it was when it was remembered. */
  has({ ino, size, ctimeMs }: FileState): boolean {
    const end = this.#ends.get(ino);
    return end !== undefined && end.size === size && end.ctimeMs === ctimeMs;
  }

  #forgetFirst(): void {
    for (const ino of this.#ends.keys()) {
      this.#ends.delete(ino);
      return;
    }
  }
}
