import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isLogError, type LogEntry } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { cursorOf, isContext, type LogReader, type SearchQuery } from "../src/index.ts";
import { collect, DAY_MS, logsOf, messages, NOW, reportOf, type Written } from "./folder.ts";

/** Entries of three days and five phones, some at the same time. */
const WRITTEN = Array.from({ length: 300 }, (_, n): Written => ({
  phone: String(1_000_000 + (n % 5)),
  ago: Math.floor(n / 100) * DAY_MS + Math.floor((n % 100) / 3),
  msg: String(n),
  ...(n % 7 === 0 ? { type: "hit" } : {}),
}));

async function pagesOf(logs: LogReader, query: SearchQuery, change?: () => void) {
  const pages: LogEntry[][] = [];
  let cursor: string | undefined;
  do {
    const page = await collect(logs.search("", { ...query, cursor }));
    const last = page.at(-1);
    cursor = last && cursorOf(last);
    if (last !== undefined) pages.push(page);
    change?.();
  } while (cursor !== undefined);
  return pages;
}

describe("pages", () => {
  test.each(["asc", "desc"] as const)("one after the other are the whole (%s)", async (order) => {
    const { logs } = logsOf(WRITTEN);
    const pages = await pagesOf(logs, { order, limit: 7 });
    expect(pages).toHaveLength(Math.ceil(300 / 7));
    expect(pages.flat()).toEqual(await collect(logs.search("", { order })));
  });

  test("with context hold every match once, and nothing twice", async () => {
    const { logs } = logsOf(WRITTEN);
    for (const order of ["asc", "desc"] as const) {
      const query = { order, type: "hit" };
      const found = (await pagesOf(logs, { ...query, limit: 4, before: 1, after: 2 })).flat();
      const matches = found.filter((entry) => !isContext(entry));
      expect(matches).toEqual(await collect(logs.search("", query)));
      expect(new Set(found.map(({ msg }) => msg)).size).toBe(found.length);
    }
  });

  test("are not troubled by files that grow", async () => {
    const { dir, logs } = logsOf(WRITTEN);
    const before = await messages(logs.search("", { order: "desc" }));
    let added = 0;
    const grow = (): void => {
      added += 1;
      const time = new Date(NOW + added).toISOString();
      const line = `{"level":"info","time":"${time}","msg":"new ${added}"}\n`;
      appendFileSync(join(dir, "whatsapp/2026-11-23/1000000.log"), line);
    };
    const newest = await pagesOf(logs, { order: "desc", limit: 9 }, grow);
    expect(newest.flat().map(({ msg }) => msg)).toEqual(before);
    // Forwards, what is added comes at the end.
    const oldest = await pagesOf(logs, { limit: 50 }, () => void (added < 40 && grow()));
    const found = oldest.flat().map(({ msg }) => msg);
    expect(found).toEqual(await messages(logs.search("")));
    expect(found.at(-1)).toBe(`new ${added}`);
  });

  test("go on where a day has been removed", async () => {
    const { dir, logs } = logsOf(WRITTEN);
    const all = await collect(logs.search(""));
    const [cursor] = all.slice(149).map(cursorOf);
    rmSync(join(dir, "whatsapp/2026-11-22"), { recursive: true });
    const rest = await messages(logs.search("", { cursor }));
    expect(rest).toEqual(all.slice(200).map(({ msg }) => msg));
  });

  test("open only the days that are left", async () => {
    const { logs } = logsOf(WRITTEN);
    const all = await collect(logs.search(""));
    const cost = async (at: number, order: "asc" | "desc") => {
      const [cursor] = all.slice(at).map(cursorOf);
      return (await reportOf((onReport) => logs.search("", { cursor, order, onReport })))
        .filesOpened;
    };
    expect([await cost(250, "asc"), await cost(150, "asc")]).toEqual([5, 10]);
    expect([await cost(250, "desc"), await cost(50, "desc")]).toEqual([15, 5]);
  });
});

describe("a cursor is refused", () => {
  test.each([
    [
      { cursor: "page2" },
      /cursor must be a cursor as it was given for an entry, but it is "page2"/,
    ],
    [{ cursor: 7 }, /cursor must be/],
    [{ cursor: "x", order: "none" }, /cursor needs an order to go on in, asc or desc/],
  ])("%j", (query, expected) => {
    const { logs } = logsOf([]);
    expect(() => logs.search("", query as SearchQuery)).toThrow(expected);
  });

  test("for an entry that no reader gave", () => {
    const copy: LogEntry = { level: "info", time: "2026-11-23T10:15:30.123Z" };
    const failure = ((): unknown => {
      try {
        return cursorOf(copy);
      } catch (error) {
        return error;
      }
    })();
    expect(isLogError(failure, "LOG_QUERY_INVALID")).toBe(true);
    expect(isContext(copy)).toBe(false);
  });
});

describe("context", () => {
  const story = (n: number, fields: Partial<Written> = {}): Written => ({
    phone: "111",
    ago: 100 - n,
    msg: `${n}`,
    ...fields,
  });

  /** Messages, those of context in brackets. */
  async function shown(logs: LogReader, text: string, query: SearchQuery): Promise<string[]> {
    const found = await collect(logs.search(text, query));
    return found.map((entry) => (isContext(entry) ? `(${entry.msg})` : `${entry.msg}`));
  }

  test("is of the same phone, over all its files of the day", async () => {
    const { logs } = logsOf([
      story(1),
      story(2, { phone: "222" }),
      story(3, { instance: "web1" }),
      story(4, { msg: "Zq" }),
      story(5, { phone: "222" }),
      story(6, { log: "app" }),
      story(7, { part: 2 }),
      story(8),
    ]);
    expect(await shown(logs, "Zq", { before: 1, after: 1 })).toEqual(["(3)", "Zq", "(7)"]);
    expect(await shown(logs, "Zq", { before: 9 })).toEqual(["(1)", "(3)", "Zq"]);
    expect(await shown(logs, "Zq", { after: 9, order: "desc" })).toEqual(["(8)", "(7)", "Zq"]);
    expect(await shown(logs, "Zq", { before: 1, order: "none" })).toEqual(["(3)", "Zq"]);
  });

  test("of the app log is that log's", async () => {
    const { logs } = logsOf([
      story(1, { log: "app" }),
      story(2, { log: "requests" }),
      story(3, { log: "app", msg: "Zq", phone: "222" }),
      story(4),
    ]);
    expect(await shown(logs, "Zq", { before: 2, after: 2 })).toEqual(["(1)", "Zq"]);
    expect(await shown(logs, "Zq", { before: 2, phone: "222" })).toEqual(["Zq"]);
  });

  test("stays in the time asked for and in the day", async () => {
    const { logs } = logsOf([story(1, { ago: DAY_MS }), story(2), story(3, { msg: "Zq" })]);
    expect(await shown(logs, "Zq", { before: 5 })).toEqual(["(2)", "Zq"]);
    expect(await shown(logs, "Zq", { before: 5, since: NOW - 97 })).toEqual(["Zq"]);
  });

  test("comes once, however many matches it is near, and a match is no context", async () => {
    const { logs } = logsOf([
      story(1),
      story(2, { msg: "Zq2" }),
      story(3),
      story(4, { msg: "Zq4" }),
    ]);
    expect(await shown(logs, "Zq", { before: 3, after: 3 })).toEqual(["(1)", "Zq2", "(3)", "Zq4"]);
  });

  test("ends before the first match beyond the limit", async () => {
    const { logs } = logsOf([
      story(1, { msg: "Zq1" }),
      story(2),
      story(3, { msg: "Zq3" }),
      story(4),
    ]);
    expect(await shown(logs, "Zq", { limit: 1, before: 2, after: 3 })).toEqual(["Zq1", "(2)"]);
    expect(await shown(logs, "Zq", { limit: 1, before: 2, order: "desc" })).toEqual(["Zq3", "(2)"]);
  });

  test("counts no line as a match that only looks like one", async () => {
    const line = (msg: string): string =>
      `{"level":"warn","time":"2026-11-23T10:00:00.000Z","msg":"${msg}"}\n`;
    const { logs } = logsOf([], {
      files: { "app/2026-11-23/app.log": `${line("x").slice(0, -3)}\n${line("a")}${line("b")}` },
    });
    expect(await shown(logs, "", { minLevel: "warn", limit: 1, after: 1 })).toEqual(["a"]);
  });

  test("reads again only files that hold a match, and counts what is damaged once", async () => {
    const torn = '{"level":"info","time":"2026-11-23T10:00:00.000Z","msg":"Zq';
    const line = `{"level":"info","time":"2026-11-23T10:00:00.000Z","msg":"Zq"}`;
    const { logs } = logsOf([story(1, { phone: "222" }), story(2, { phone: "333" })], {
      files: { "whatsapp/2026-11-23/111.log": `${torn}\n${line}\nno line\n` },
    });
    const report = await reportOf((onReport) => logs.search("Zq", { before: 1, onReport }));
    // Three to find the match, one for what is around it, and that one to be shown.
    expect(report).toMatchObject({ filesOpened: 5, malformed: 2, matches: 1, entries: 1 });
  });
});
