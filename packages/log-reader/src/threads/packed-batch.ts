import { logRoot, parseFileName, type DayFile } from "@org/log-core";
import type { FileBatch } from "../plan/file-batch.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import type { PackedBatch } from "./scan-message.ts";

/** Names whose meaning is kept: most phones have a file every day. */
const MAX_KNOWN_NAMES = 100_000;

/** Packs a batch for another thread. All of its files lie in one folder, and there is at least one. */
export function packBatch({ files, firstNumber, stretch }: FileBatch): PackedBatch {
  const [first] = files;
  if (first === undefined) throw new RangeError("a batch has files");
  const root = logRoot(first.log);
  const folder = first.path.lastIndexOf("/") + 1;
  const names = files.map(({ path }) => path.slice(folder)).join("/");
  return { root, day: first.day, names, firstNumber, stretch };
}

/** Unpacks what {@link packBatch} makes. */
export class BatchUnpacker {
  readonly #known = new Map<string, Omit<DayFile, "day">>();

  unpack({ root, day, names, firstNumber, stretch }: PackedBatch): FileBatch {
    const files = names.split("/").map((name): PlannedFile => {
      const { log, key, instance, part } = this.#read(root, name);
      return { log, key, instance, part, day, path: `${root}/${day}/${name}` };
    });
    return { files, firstNumber, stretch };
  }

  #read(root: PackedBatch["root"], name: string): Omit<DayFile, "day"> {
    // No name means something in both folders.
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const file = parseFileName(root, name);
    if (file === undefined) throw new RangeError(`${name} is no log file in ${root}`);
    if (this.#known.size < MAX_KNOWN_NAMES) this.#known.set(name, file);
    return file;
  }
}
