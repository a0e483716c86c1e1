import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every line of every day file of a log root, in the order of the files. Blank lines are left out. */
export function writtenLines(dir: string, root: "whatsapp" | "app" = "whatsapp"): string[] {
  return dayFiles(dir, root).flatMap(linesOf);
}

/** Ids of all messages on disk; a line that does not parse fails the test that asks. */
export function writtenIds(dir: string): string[] {
  return dayFiles(dir).flatMap(idsIn);
}

/** Ids of the messages in one file, in its order. */
export function idsIn(path: string): string[] {
  return linesOf(path).map((line) => (JSON.parse(line) as { id: string }).id);
}

function linesOf(path: string): string[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
}

/** Paths of all day files of a log root; links are not followed. */
export function dayFiles(dir: string, root: "whatsapp" | "app" = "whatsapp"): string[] {
  return readdirSync(join(dir, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((day) =>
      readdirSync(join(dir, root, day.name)).map((name) => join(dir, root, day.name, name)),
    )
    .toSorted();
}

/** The ids that `names` writers of `count` entries each have logged. */
export function expectedIds(names: readonly string[], count: number): string[] {
  return names.flatMap((name) => Array.from({ length: count }, (_, index) => `${name}-${index}`));
}
