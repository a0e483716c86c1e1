import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNode, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { canTrace, injecting } from "./injection.ts";

const BOT = fileURLToPath(new URL("bots/flushed.mjs", import.meta.url));
const SYNCED = new URL("bots/synced.mjs", import.meta.url);

/** One system call that has ended: its name and the path of the descriptor it was made on. */
interface Call {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

describe.skipIf(!canTrace)("durability: fsync, as the system sees it", () => {
  test("when flush resolves, every file written to has been synchronised since, and so has its folder", () => {
    const dir = tempDir();
    const log = join(tempDir(), "trace");
    const traced = ["-f", "-qq", "-y", "-s", "16", "-e", "trace=write,pwrite64,fdatasync,fsync"];
    const { status } = spawnSync("strace", [...traced, "-o", log, process.execPath, BOT, dir]);
    expect(status).toBe(0);

    const unsynced = new Set<string>();
    const syncedFolders = new Set<string>();
    const written = new Set<string>();
    let flushes = 0;
    for (const { name, path, text } of endedCalls(readFileSync(log, "utf8"))) {
      if (name.includes("write") && path.endsWith(".log")) {
        written.add(path);
        unsynced.add(path);
      }
      if (name === "fdatasync") unsynced.delete(path);
      if (name === "fsync") syncedFolders.add(basename(path));
      if (name === "write" && text.includes('"flushed')) {
        flushes += 1;
        expect([...unsynced]).toEqual([]);
      }
    }
    expect({ flushes, files: written.size }).toEqual({ flushes: 3, files: 3 });
    expect([...syncedFolders]).toContain(new Date().toISOString().slice(0, 10));
  });

  test.each(["close", "exit"])(
    "a disk that cannot hold what is written is said to be that, and no line is written twice (%s)",
    async (end) => {
      const dir = tempDir();
      const log = join(dir, "app", new Date().toISOString().slice(0, 10), "app.log");
      const under = injecting("fdatasync:error=EIO", log);
      const { stdout, stderr } = await runNode(SYNCED, { args: [dir, end], under });
      expect(stdout.trim().split("\n")).toEqual([
        "flush: done",
        "flush: LOG_SYNC_FAILED",
        ...(end === "close" ? ["close: LOG_SYNC_FAILED"] : []),
      ]);
      // Once a minute for each code, and nothing that is not so: they are neither waiting nor lost.
      expect(stderr).toMatch(
        /^log-writer: Entries are in their files in .* \(LOG_SYNC_FAILED\)\n$/,
      );
      const lines = readFileSync(log, "utf8");
      expect(lines.match(/"msg":"\w+"/g)).toEqual(['"msg":"first"', '"msg":"last"']);
    },
  );

  test("a bot whose only line cannot be held at exit is told so", async () => {
    const dir = tempDir();
    const under = injecting("fdatasync:error=EIO");
    const { stderr } = await runNode(SYNCED, { args: [dir, "at once"], under });
    expect(stderr).toContain("LOG_SYNC_FAILED");
  });
});

/** Calls in the order of their ends: what another thread interrupted is put together again. */
function endedCalls(trace: string): Call[] {
  const begun = new Map<string, string>();
  return trace.split("\n").flatMap((line) => {
    const [, pid = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (rest.endsWith("<unfinished ...>")) {
      begun.set(pid, rest);
      return [];
    }
    const text = rest.startsWith("<... ") ? `${begun.get(pid) ?? ""}${rest}` : rest;
    const [, name = "", path = ""] = /^(\w+)\(\d+<([^>]*)>/.exec(text) ?? [];
    return name === "" ? [] : [{ name, path, text }];
  });
}
