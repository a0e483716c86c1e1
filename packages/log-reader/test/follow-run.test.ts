import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatEntry } from "@org/log-core";
import { describe, expect, test } from "vitest";
import type { LogEntry } from "../src/index.ts";
import { logsOf, NOW } from "./folder.ts";

function line(msg: string, atMs: number = NOW): string {
  return `${formatEntry({ level: "info", time: new Date(atMs).toISOString(), msg })}\n`;
}

const TODAY = "whatsapp/2026-11-23";

function append(dir: string, path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  appendFileSync(join(dir, path), text);
}

async function next(entries: AsyncIterator<LogEntry>): Promise<string | undefined> {
  const { value } = (await entries.next()) as IteratorResult<LogEntry, undefined>;
  return value?.msg;
}

describe("following", () => {
  test("gives what is written after the first next(), also by phones that are new", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = logs.follow();
    const first = next(entries);
    append(dir, `${TODAY}/1234567890.log`, line("one"));
    expect(await first).toBe("one");
    append(dir, `${TODAY}/555.log`, line("two"));
    expect(await next(entries)).toBe("two");
    await entries.return();
  });

  test("begins with the newest entries, oldest first", async () => {
    const { dir, logs } = logsOf([
      { ago: 90_000_000, msg: "1" },
      { ago: 2000, phone: "555", msg: "2" },
      { ago: 1000, msg: "3" },
    ]);
    const entries = logs.follow({ last: 2 });
    expect([await next(entries), await next(entries)]).toEqual(["2", "3"]);
    append(dir, `${TODAY}/555.log`, line("4"));
    expect(await next(entries)).toBe("4");
    await entries.return();
  });

  test("goes on when the day's folder is removed and made again", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = logs.follow();
    const first = next(entries);
    rmSync(join(dir, TODAY), { recursive: true });
    append(dir, `${TODAY}/1234567890.log`, line("one"));
    expect(await first).toBe("one");
    await entries.return();
  });

  test("ends at once, and quietly, while it waits: by return() and by close()", async () => {
    const { logs } = logsOf([]);
    const [one, other] = [logs.follow(), logs.follow()];
    const waiting = [one.next(), other.next()];
    await one.return();
    await logs.close();
    expect(await Promise.all(waiting)).toEqual([
      { value: undefined, done: true },
      { value: undefined, done: true },
    ]);
  });

  test("ends with the reason of its signal", async () => {
    const { logs } = logsOf([]);
    const controller = new AbortController();
    const waiting = logs.follow({ signal: controller.signal }).next();
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
