import type { FileBatch } from "../plan/file-batch.ts";
import type { PackedBatch } from "./scan-message.ts";

/** Packs a batch for another thread. All of its files lie in one folder, and there is at least one. */
export function packBatch({ files, firstNumber, stretch }: FileBatch): PackedBatch {
  const root = files.rootAt(0);
  if (root === undefined) throw new RangeError("a batch has files");
  return { root, day: files.day, names: files.names.join("/"), firstNumber, stretch };
}
