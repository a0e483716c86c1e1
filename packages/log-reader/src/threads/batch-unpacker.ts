import { parseFileName } from "@org/log-core";
import { DayFiles, type NamedFile } from "../plan/day-files.ts";
import type { FileBatch } from "../plan/file-batch.ts";
import type { PackedBatch } from "./scan-message.ts";

/** Names whose meaning is kept: most phones have a file every day. */
const MAX_KNOWN_NAMES = 100_000;

/** Unpacks what `packBatch` makes. */
export class BatchUnpacker {
  readonly #known = new Map<string, NamedFile>();

  unpack({ root, day, names, firstNumber, stretch }: PackedBatch): FileBatch {
    const named = names.split("/").map((name) => this.#read(root, name));
    return { files: new DayFiles(day, named), firstNumber, stretch };
  }

  #read(root: PackedBatch["root"], name: string): NamedFile {
    // No name means something in both folders.
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const file = parseFileName(root, name);
    if (file === undefined) throw new RangeError(`${name} is no log file in ${root}`);
    const named = { name, file };
    if (this.#known.size < MAX_KNOWN_NAMES) this.#known.set(name, named);
    return named;
  }
}
