import { join } from "node:path";
import { runNode, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { expectedIds } from "../integration/written-lines.ts";
import { canTrace, injecting } from "./injection.ts";
import { notOnce, readableIds } from "./readable-ids.ts";

const BURST = new URL("../integration/bots/burst.mjs", import.meta.url);

describe.skipIf(!canTrace)("errors of the system, injected into its calls", () => {
  test.each([
    ["EIO", "write,pwrite64:error=EIO:when=3+7"],
    ["EDQUOT", "write,pwrite64:error=EDQUOT:when=2+5"],
    ["ENOSPC", "write,pwrite64:error=ENOSPC:when=1+3"],
    ["EIO on opening", "openat:error=EIO:when=1+2"],
  ])(
    "%s now and then: every entry is there once",
    async (_name, injection) => {
      const dir = tempDir();
      const under = injecting(injection, ...pathsOf(dir));
      const args = [dir, "a", "3000", "3", "close"];
      const { code, stdout } = await runNode(BURST, { args, under, timeoutMs: 180_000 });
      expect(code).toBe(0);
      const metrics = JSON.parse(stdout) as Record<string, number>;
      expect(metrics).toMatchObject({ accepted: 3000, written: 3000, dropped: 0 });
      // Else nothing was injected.
      expect(metrics["errors"]).toBeGreaterThan(0);
      expect(notOnce(expectedIds(["a"], 3000), readableIds(dir))).toEqual([]);
    },
    180_000,
  );
});

test("a limit on the size of files (ulimit -f) is waited out like a full disk", async () => {
  const dir = tempDir();
  const limited = 'ulimit -f 64; exec "$0" "$@"';
  const args = [dir, "a", "3000", "3", "close"];
  const { code, stderr } = await runNode(BURST, { args, under: ["/bin/sh", "-c", limited] });
  // Room never comes: closing says what was lost, and what fitted is there once and untorn.
  expect(code).not.toBe(0);
  expect(stderr).toContain("EFBIG");
  const { timesById, malformed } = readableIds(dir);
  expect(timesById.size).toBeGreaterThan(100);
  expect([...timesById.values()].every((times) => times === 1)).toBe(true);
  // The last line of each file may have been cut by the limit.
  expect(malformed).toBeLessThanOrEqual(3);
});

/** The bot's day files: what it does besides, and Node, is to be left alone. */
function pathsOf(dir: string): string[] {
  const day = new Date().toISOString().slice(0, 10);
  const keys = [0, 1, 2].map((phone) => String(1_234_567_000 + phone));
  return keys.map((key) => join(dir, "whatsapp", day, `${key}.log`));
}
