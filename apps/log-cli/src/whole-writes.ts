import { fstatSync, writeFileSync } from "node:fs";
import { Writable } from "node:stream";
import type { OutputStream } from "./output.ts";

/**
 * Stdout or stderr, or, where that is a file, a stream in its place that writes each chunk to its end
 * or fails. Node's own takes a write of which the disk had room for a part for a whole one: an answer
 * would break off in the middle, and nothing would say so.
 */
export function wholeWrites(stream: OutputStream & { readonly fd: number }): OutputStream {
  const { fd } = stream;
  if (!isFile(fd)) return stream;
  return new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      try {
        writeFileSync(fd, chunk);
      } catch (error) {
        return done(error as Error);
      }
      return done();
    },
  });
}

function isFile(fd: number): boolean {
  try {
    // With numbers, Node would keep what it saw of a pipe and break off its next realpath there.
    return fstatSync(fd, { bigint: true }).isFile();
  } catch {
    // Closed: the stream itself says so when it is written to.
    return false;
  }
}
