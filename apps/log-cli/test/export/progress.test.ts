import { openLogs } from "@org/log-reader";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProgress } from "../../src/export/progress.ts";
import type { Output } from "../../src/output.ts";
import { folderWith } from "../log-folder.ts";

function recorder(isTTY: boolean): Output & { readonly written: string[] } {
  const written: string[] = [];
  const output: Output = {
    write(text) {
      written.push(text);
      return undefined;
    },
    writeBytes: () => undefined,
    flush: async () => undefined,
    closed: new AbortController().signal,
    isTTY,
    columns: 60,
    rows: 24,
  };
  return { ...output, written };
}

/** An export of 1,000 entries in which each takes a millisecond, the first some more. */
async function exported(isTTY: boolean, firstAfterMs = 0): Promise<readonly string[]> {
  const firstMs = Date.parse("2026-11-23T08:00:00.000Z");
  const cwd = folderWith(
    Array.from({ length: 1_000 }, (_, at) => ({ time: new Date(firstMs + at).toISOString() })),
  );
  const logs = openLogs({ dir: join(cwd, "app/logs") });
  const stderr = recorder(isTTY);
  let nowMs = 0;
  const [phone] = await logs.list();
  const totalBytes = phone?.bytes ?? 0;
  const progress = createProgress({ stderr, clock: { now: () => nowMs }, totalBytes });
  const entries = logs.get("1234567890");
  nowMs = firstAfterMs;
  for await (const entry of entries) {
    nowMs += 1;
    progress.note(entry);
  }
  progress.end();
  progress.end();
  await logs.close();
  return stderr.written;
}

test("it says how much, how fast and how long on one line, and takes it away", async () => {
  const written = await exported(true);
  expect(written.length).toBeGreaterThan(3);
  expect(written.length).toBeLessThan(10);
  const [first = ""] = written;
  expect(first).toMatch(
    // oxlint-disable-next-line no-control-regex
    /^\r\u001b\[K448 entries, \d+ kB of \d+ kB, \d+ kB\/s, 1 s left$/,
  );
  for (const line of written) expect(line.length).toBeLessThan(64);
  expect(written.at(-1)).toBe("\r\u001b[K");
});

test("where no terminal is, it says nothing", async () => {
  expect(await exported(false)).toEqual([]);
});

test("what came before the first entry slows nothing down", async () => {
  const [first = ""] = await exported(true, 60_000);
  expect(first).toMatch(/192 entries, .* \d+ kB\/s, 1 s left$/);
});
