import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LogError } from "@org/log-core";
import { fileTree } from "@org/test-kit";
import { LogFolder, type FolderRequest } from "../../src/folder/log-folder.ts";

/** A folder, and what it reported. */
export interface Opened {
  readonly folder: LogFolder;
  readonly reported: LogError[];
}

/** Opens a folder as a writer without options does, but for those given. */
export function open(dir: string, request: Partial<FolderRequest> = {}): Opened {
  const reported: LogError[] = [];
  const folder = new LogFolder(
    {
      dir,
      timeZone: undefined,
      retentionDays: undefined,
      access: "private",
      instance: undefined,
      links: true,
      ...request,
    },
    (error) => void reported.push(error),
  );
  return { folder, reported };
}

/** What is in a folder's `layout.json`. */
export function layout(dir: string): unknown {
  return JSON.parse(readFileSync(join(dir, "layout.json"), "utf8"));
}

/** A folder that has settings and nothing else. */
export function withLayout(timeZone: string, retentionDays: number | false = 30): string {
  return fileTree({ "layout.json": JSON.stringify({ version: 1, timeZone, retentionDays }) });
}
