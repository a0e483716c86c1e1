import { closeSync, fchmodSync, openSync, rmSync, writeSync } from "node:fs";

/**
 * Makes a file that is not there yet, whole and with the given mode whatever the umask takes away.
 * Throws `EEXIST` if there is one. What cannot be written whole is not left behind.
 */
export function makeFile(path: string, text: string, mode: number): void {
  const fd = openSync(path, "wx", mode);
  try {
    setMode(fd, mode);
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
}

function setMode(fd: number, mode: number): void {
  try {
    fchmodSync(fd, mode);
  } catch {
    // A file system without modes; the file is there, which is what was asked for.
  }
}
