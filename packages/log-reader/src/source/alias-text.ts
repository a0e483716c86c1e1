import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isAliasFile, MAX_ALIAS_BYTES, systemErrorCode } from "@org/log-core";
import type { FinderNotes } from "./file-finder.ts";
import { openLogFile } from "./log-file.ts";

const NO_BYTES: Buffer = Buffer.alloc(0);

/** The names of a folder's alias files, one for each instance that has written one. */
function aliasFiles(dir: string): string[] {
  try {
    return readdirSync(dir).filter(isAliasFile).toSorted();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    // The folder has gone, or may not be listed: whoever reads its settings says so.
    return [];
  }
}

/** The text of a folder's alias files, one after the other, up to the size that is read. */
export function readAliasText(dir: string, notes: FinderNotes): string {
  let leftBytes = MAX_ALIAS_BYTES;
  let text = "";
  for (const name of aliasFiles(dir)) {
    const bytes = readFile(dir, name, { notes, maxBytes: leftBytes });
    leftBytes -= bytes.length;
    // Ids are ASCII. A last line without a line feed must not run into the next file.
    text += `${bytes.toString("latin1")}\n`;
  }
  return text;
}

function readFile(
  dir: string,
  name: string,
  { notes, maxBytes }: { readonly notes: FinderNotes; readonly maxBytes: number },
): Buffer {
  const opened = openLogFile(join(dir, name));
  if (opened.kind === "foreign") notes.addForeign(name);
  if (opened.kind === "unreadable") notes.addUnreadable(name, opened.code);
  if (opened.kind !== "open") return NO_BYTES;
  const { file } = opened;
  try {
    const bytes = Buffer.allocUnsafe(Math.min(file.bytes, maxBytes));
    return bytes.subarray(0, file.read(bytes, 0));
  } finally {
    file.close();
  }
}
