import { getActiveResourcesInfo } from "node:process";
import { isLogError } from "@org/log-core";
import { eventually, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { openLogs, type QueryReport } from "../src/index.ts";
import { logsOf, NOW } from "./folder.ts";
import { append, follower, line } from "./following.ts";

const TODAY = "whatsapp/2026-11-23";
const FILE = `${TODAY}/1234567890.log`;

function watches(): number {
  return getActiveResourcesInfo().filter((name) => name === "FSEventWrap").length;
}

describe("following", () => {
  test("gives what is written after the first next(), also by phones that are new", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs);
    const first = entries.next();
    append(dir, FILE, line("one"));
    expect(await first).toBe("one");
    append(dir, `${TODAY}/555.log`, line("two"));
    expect(await entries.next()).toBe("two");
  });

  test("finds files of instances and further parts", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs, { phone: "1234567890" });
    const first = entries.next();
    append(dir, `${TODAY}/1234567890~2.log`, line("part"));
    expect(await first).toBe("part");
    append(dir, `${TODAY}/1234567890~web1.log`, line("instance"));
    expect(await entries.next()).toBe("instance");
  });

  test("of no WhatsApp file waits for the first, and takes the other logs when asked to", async () => {
    const { dir, logs } = logsOf([]);
    const entries = follower(logs, { log: ["whatsapp", "app", "requests"] });
    const first = entries.next();
    append(dir, "app/2026-11-23/app.log", line("app"));
    expect(await first).toBe("app");
    append(dir, "app/2026-11-23/requests.log", line("request"));
    expect(await entries.next()).toBe("request");
    append(dir, FILE, line("message"));
    expect(await entries.next()).toBe("message");
  });

  test.each([
    [{ phone: ["111", "222"] }, "111"],
    [{ phone: "22*" }, "222"],
    [{ direction: "incoming" as const }, "111"],
    [{ minLevel: "error" as const }, "222"],
    [{ text: "needle" }, "222"],
    [{ regex: "^nee+dle$" }, "222"],
    [{ where: "data.status=failed" }, "222"],
  ])("gives what fulfils %j and nothing else", async (query, expected) => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs, query);
    const first = entries.next();
    append(dir, `${TODAY}/333.log`, line("333", { phone: "333", direction: "OUTGOING" }));
    if (expected === "111") {
      append(dir, `${TODAY}/111.log`, line("111", { phone: "111", direction: "INCOMING" }));
    }
    const data = { text: "needle", status: "failed" };
    append(dir, `${TODAY}/222.log`, line("222", { phone: "222", level: "error", data }));
    expect(await first).toBe(expected);
  });

  test("ends after its limit, entries of before included", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs, { last: 5, limit: 2 });
    expect(await entries.next()).toBe("old");
    append(dir, FILE, line("one") + line("two"));
    expect(await entries.take(2)).toEqual(["one", undefined]);
  });

  test("gives what was written together in the order of time, and each file's in its own", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs);
    const first = entries.next();
    const at = (seconds: number): { time: string } => ({
      time: new Date(NOW + seconds * 1000).toISOString(),
    });
    append(dir, `${TODAY}/1111.log`, line("3", at(3)) + line("2, late", at(2)) + line("6", at(6)));
    append(dir, `${TODAY}/2222.log`, line("1", at(1)) + line("4", at(4)));
    append(dir, `${TODAY}/3333.log`, line("5", at(5)));
    expect([await first, ...(await entries.take(5))]).toEqual(["1", "3", "2, late", "4", "5", "6"]);
  });
});

describe("following begins with the newest entries", () => {
  test("oldest first, of any day and log asked for", async () => {
    const { dir, logs } = logsOf([
      { ago: 90_000_000_0, msg: "1" },
      { ago: 90_000_000, msg: "2" },
      { ago: 2000, log: "app", msg: "not asked for" },
      { ago: 2000, phone: "555", msg: "3" },
      { ago: 1000, msg: "4" },
    ]);
    const entries = follower(logs, { last: 3 });
    expect(await entries.take(3)).toEqual(["2", "3", "4"]);
    append(dir, `${TODAY}/555.log`, line("5"));
    expect(await entries.next()).toBe("5");
  });

  test("and gives a line that was under way then when it is whole, once", async () => {
    const { dir, logs } = logsOf([{ msg: "1" }]);
    append(dir, FILE, line("2").trimEnd());
    const entries = follower(logs, { last: 5 });
    expect(await entries.next()).toBe("1");
    append(dir, FILE, `\n${line("3")}`);
    expect(await entries.take(2)).toEqual(["2", "3"]);
  });
});

describe("following ends", () => {
  test("at once, and quietly, while it waits: by return() and by close()", async () => {
    const before = watches();
    const { logs } = logsOf([]);
    const [one, other] = [logs.follow(), logs.follow()];
    const waiting = [one.next(), other.next()];
    expect(watches()).toBeGreaterThan(before);
    await one.return();
    await logs.close();
    await eventually(() => watches() === before);
    expect(await Promise.all(waiting)).toEqual([
      { value: undefined, done: true },
      { value: undefined, done: true },
    ]);
  });

  test("by break, and then watches nothing", async () => {
    const before = watches();
    const { logs } = logsOf([{ msg: "old" }]);
    for await (const entry of logs.follow({ last: 1 })) {
      expect(entry.msg).toBe("old");
      expect(watches()).toBeGreaterThan(before);
      break;
    }
    await eventually(() => watches() === before);
  });

  test("with the reason of its signal, while it waits and while nobody does", async () => {
    const before = watches();
    const { logs } = logsOf([{ msg: "old" }]);
    const controller = new AbortController();
    const { signal } = controller;
    const waiting = logs.follow({ signal }).next();
    const idle = logs.follow({ signal, last: 1 });
    await idle.next();
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await eventually(() => watches() === before);
    await expect(idle.next()).rejects.toBe(reason);
  });

  test("with a report of what was read", async () => {
    const reports: QueryReport[] = [];
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs, { onReport: (report) => reports.push(report) });
    const first = entries.next();
    append(dir, FILE, `no entry\n${line("one")}`);
    await first;
    await entries.end();
    expect(reports).toMatchObject([
      { entries: 1, malformed: 1, malformedLines: [{ file: FILE, line: 2 }], tornTails: 0 },
    ]);
  });

  test("before it begins where there is no folder, or no valid query", async () => {
    const logs = openLogs({ dir: `${tempDir()}/missing` });
    await expect(logs.follow().next()).rejects.toSatisfy((error) =>
      isLogError(error, "LOG_FOLDER_MISSING"),
    );
    expect(() => logs.follow({ last: -1, since: "2026-11-23" } as never)).toThrow(
      /last must be a whole number.*since is not an option/,
    );
  });
});
