import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";

const FULL = process.env["FULL"] !== undefined;
/** In full 2.5 million lines, about 560 MB; else a 24th of them. */
const [DAYS, LINES] = FULL ? [30, 2083] : [10, 260];
const PHONES = 40;
const ENTRIES = DAYS * LINES * PHONES;
/** What a process may hold that reads all of it. */
const MAX_BYTES = FULL ? 250e6 : 200e6;
/** What threads may have read ahead of who asks: of lines that are not kept they hold the places only. */
const AHEAD_BYTES = 80e6;
/** Lines are read again so many at a time, the first few less. */
const SLICE_BYTES = 8 * 1024 * 1024;
const SMALL_SLICES = 6;
const MATCH_ALL = fileURLToPath(new URL("match-all.mjs", import.meta.url));

interface Outcome {
  readonly entries: number;
  /** How much had been read when there was a first entry. */
  readonly firstBytes: number;
  /** How often files were opened, if all was read. */
  readonly filesOpened: number | undefined;
  readonly maxBytes: number;
}

async function readAll(
  dir: string,
  { minLevel = "", pauseMs = 0, maxEntries = Infinity } = {},
): Promise<Outcome> {
  const args = [dir, minLevel, String(pauseMs), String(maxEntries)];
  const { stdout, stderr, code } = await runNode(MATCH_ALL, { args, timeoutMs: 300_000 });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  return JSON.parse(stdout) as Outcome;
}

/** The lines of one phone and day; those of all phones interleave. */
function dayText(phone: string, day: string): string {
  return Array.from({ length: LINES }, (_, n) => {
    const time = new Date(Date.parse(`${day}T00:00:00Z`) + n * Math.floor(86_400_000 / LINES));
    return (
      `{"level":"info","time":"${time.toISOString()}","phone":"${phone}","direction":"INCOMING",` +
      `"type":"text","id":"wamid.${phone}${n}","data":{"text":"${"where is my order? ".repeat(4)}"},` +
      `"msg":"INCOMING text"}\n`
    );
  }).join("");
}

/** A folder full of lines. */
function fullFolder(): string {
  const dir = tempDir();
  writeFileSync(join(dir, "layout.json"), '{"version":1,"timeZone":"UTC","retentionDays":30}\n');
  for (let at = 0; at < DAYS; at += 1) {
    const day = new Date(Date.UTC(2026, 9, 1 + at)).toISOString().slice(0, 10);
    mkdirSync(join(dir, "whatsapp", day), { recursive: true });
    for (let phone = 0; phone < PHONES; phone += 1) {
      const key = String(393_310_000_000 + phone);
      writeFileSync(join(dir, "whatsapp", day, `${key}.log`), dayText(key, day));
    }
  }
  return dir;
}

test(
  "everything is read in little memory, the first line early",
  { timeout: 600_000 },
  async () => {
    const dir = fullFolder();
    const dayBytes = PHONES * dayText("393310000000", "2026-10-01").length;
    // Every line is of the second level too, which none can know before: other threads look for it.
    for (const minLevel of ["", "debug"]) {
      const whole = await readAll(dir, { minLevel });
      expect(whole.entries).toBe(ENTRIES);
      // A day has to be read before its first entry is known.
      const aheadBytes = minLevel === "" ? 0 : AHEAD_BYTES;
      expect(whole.firstBytes).toBeLessThan(1.2 * dayBytes + aheadBytes);
      // Once to find its lines, and once for every slice of them: of the first day for a few small ones more.
      const slices = DAYS * (Math.ceil(dayBytes / SLICE_BYTES) + 1) + SMALL_SLICES;
      expect(whole.filesOpened).toBeLessThanOrEqual(PHONES * (DAYS + slices));
      expect(whole.maxBytes).toBeLessThan(MAX_BYTES);

      const maxEntries = ENTRIES / 4;
      const slow = await readAll(dir, { minLevel, pauseMs: 10, maxEntries });
      expect(slow.entries).toBe(maxEntries);
      expect(slow.maxBytes).toBeLessThan(MAX_BYTES);
    }
  },
);
