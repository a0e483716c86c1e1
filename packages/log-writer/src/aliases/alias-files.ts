import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from "node:fs";
import { join } from "node:path";
import { isAliasFile, MAX_ALIAS_BYTES, systemErrorCode } from "@org/log-core";

const CHUNK_BYTES = 256 * 1024;
// Never through a link; and a pipe that somebody put here must not block. Absent on some systems.
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The paths of a folder's alias files, one for each instance; none if the folder is not there. */
export function aliasPaths(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter(isAliasFile)
      .toSorted()
      .map((name) => join(dir, name));
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** Changes whenever something is appended to the alias files of a folder or erased from them. */
export function aliasStamp(dir: string): string {
  const stamps = aliasPaths(dir).map((path) => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats && `${path} ${stats.ino} ${stats.size} ${stats.mtimeMs}`;
  });
  return stamps.join("\n");
}

/** The text of a folder's alias files, one after the other. */
export function readAliasText(dir: string): string {
  return [...aliasChunks(dir)].join("");
}

/**
 * The text of a folder's alias files in pieces of whole lines, up to the size that is read.
 * @yields pieces that each take a few milliseconds to look through
 */
export function* aliasChunks(dir: string): Generator<string, void> {
  let leftBytes = MAX_ALIAS_BYTES;
  for (const path of aliasPaths(dir)) {
    const fd = tryOpen(path);
    if (fd === undefined) continue;
    try {
      let rest = "";
      for (const chunk of chunksOf(fd, leftBytes)) {
        leftBytes -= chunk.length;
        const text = rest + chunk;
        const end = text.lastIndexOf("\n") + 1;
        rest = text.slice(end);
        yield text.slice(0, end);
      }
      // A last line without a line feed must not run into the next file.
      if (rest !== "") yield `${rest}\n`;
    } finally {
      closeSync(fd);
    }
  }
}

function* chunksOf(fd: number, maxBytes: number): Generator<string, void> {
  const block = Buffer.alloc(CHUNK_BYTES);
  for (let at = 0; at < maxBytes;) {
    const read = readSync(fd, block, 0, Math.min(block.length, maxBytes - at), at);
    if (read === 0) return;
    at += read;
    // Ids are ASCII; what is not belongs to a damaged line.
    yield block.toString("latin1", 0, read);
  }
}

function tryOpen(path: string): number | undefined {
  let fd: number;
  try {
    fd = openSync(path, READ_FLAGS);
  } catch (error) {
    // Gone since it was seen, or a link or a socket, which is no file of ours.
    const code = systemErrorCode(error);
    if (code === "ENOENT" || code === "ELOOP" || code === "ENXIO") return undefined;
    throw error;
  }
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  return undefined;
}
