import { readFileSync } from "node:fs";
import { parseLine } from "@org/log-core";

/** A line as the writer makes it, of any length. */
export function entryLine(id: string, chars = 20): string {
  const start = '{"level":"info","time":"2026-11-23T10:15:30.123Z"';
  return `${start},"id":"${id}","msg":"${"x".repeat(chars)}"}\n`;
}

/** What a reader finds in a file: ids of intact entries, also those glued to a fragment. */
export function readIds(path: string): string[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      const parsed = parseLine(line);
      if (parsed.kind === "entry") return [String(parsed.entry.id)];
      return parsed.kind === "malformed" && parsed.salvaged ? [String(parsed.salvaged.id)] : [];
    });
}

/** Lines of a file that are neither blank nor an entry as they stand. */
export function fragments(path: string): number {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => parseLine(line).kind === "malformed").length;
}
