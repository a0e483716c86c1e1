import { createCalendar } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { DeliveryTable } from "../src/delivery/delivery-table.ts";
import { DeliveryJoin } from "../src/delivery-join.ts";
import { deliveryOf, isContext, openLogs, type GetQuery, type QueryReport } from "../src/index.ts";
import { openShared } from "../src/open-logs.ts";
import { resolveQuery } from "../src/query/resolve-query.ts";
import { QueryRun } from "../src/query-run.ts";
import { Sharing, sharingRules } from "../src/threads/sharing.ts";
import {
  collect,
  DAY_MS,
  HOUR_MS,
  logsOf,
  messages,
  NOW,
  reportOf,
  type Written,
} from "./folder.ts";

function sent(id: string, fields: Partial<Written> = {}): Written {
  return {
    ago: HOUR_MS,
    phone: "1234567890",
    direction: "OUTGOING",
    type: "text",
    id,
    data: { text: `message ${id}` },
    msg: id,
    ...fields,
  };
}

function status(id: string, name: string, fields: Partial<Written> = {}): Written {
  return {
    ago: HOUR_MS - 1000,
    phone: "1234567890",
    direction: "SYSTEM",
    type: "status",
    id,
    data: { status: name },
    msg: `${id} ${name}`,
    ...fields,
  };
}

describe("a search for messages that failed", () => {
  test("finds what failed on another day, under another id of the person, by another bot's file", async () => {
    const { logs } = logsOf([
      sent("a", { ago: 2 * DAY_MS }),
      status("a", "failed", { ago: DAY_MS, phone: "123456789012345@lid" }),
      sent("b"),
      status("b", "failed", { instance: "web1" }),
      sent("c"),
      status("c", "sent"),
    ]);
    expect(await messages(logs.search("", { status: "failed" }))).toEqual(["a", "b"]);
  });

  test("does not find what arrived after all", async () => {
    const { logs } = logsOf([sent("a"), status("a", "failed"), status("a", "delivered")]);
    expect(await messages(logs.search("", { status: "failed" }))).toEqual([]);
    expect(await messages(logs.search("", { status: "delivered" }))).toEqual(["a"]);
  });

  test("finds what was refused at once, and has no id", async () => {
    const data = { text: "Hello", status: "failed", errors: [{ code: 131_056 }] };
    const { logs } = logsOf([sent("", { data, msg: "refused" })]);
    const [found] = await collect(logs.search("", { status: "failed" }));
    expect(found?.msg).toBe("refused");
    expect(found && deliveryOf(found)?.errors).toEqual([{ code: "131056" }]);
  });

  test("gives the status where there is no message", async () => {
    const { logs } = logsOf([status("a", "sent"), status("a", "failed")]);
    expect(await messages(logs.search("", { status: "failed" }))).toEqual(["a failed"]);
  });

  test("of very many, by what kind of line they are", async () => {
    const names = Array.from({ length: 40 }, (_, number) => `id-${number}`);
    const { logs } = logsOf(
      names.flatMap((name, at) => [
        sent(name),
        status(name, "failed"),
        ...(at % 4 === 0 ? [status(name, "read")] : []),
      ]),
    );
    const found = await messages(logs.search("", { status: "failed" }));
    expect(found).toEqual(names.filter((_, at) => at % 4 !== 0));
  });

  test("parses few lines where few failed", async () => {
    const names = Array.from({ length: 500 }, (_, number) => `id-${number}`);
    const { logs } = logsOf([
      ...names.flatMap((name) => [sent(name), status(name, "sent"), status(name, "read")]),
      sent("lost"),
      status("lost", "failed"),
    ]);
    const report = await reportOf((onReport) => logs.search("", { status: "failed", onReport }));
    expect(report.matches).toBe(1);
    expect(report.linesParsed).toBeLessThan(10);
  });

  test("opens the files of a phone that is asked for, and no others", async () => {
    const { logs } = logsOf([
      sent("a"),
      status("a", "failed"),
      sent("b", { phone: "39333" }),
      status("b", "failed", { phone: "39333" }),
    ]);
    const report = await reportOf((onReport) =>
      logs.search("", { status: "failed", phone: "39333", onReport }),
    );
    expect(report.matches).toBe(1);
    // Three passes over one file.
    expect(report.filesOpened).toBe(3);
  });

  test("looks in the WhatsApp log only", async () => {
    const { logs } = logsOf([{ ...sent("a", { data: { status: "failed" } }), log: "app" }]);
    expect(await messages(logs.search("", { status: "failed" }))).toEqual([]);
    expect(await messages(logs.search("", { status: "failed", log: "app" }))).toEqual([]);
  });
});

describe("joined statuses", () => {
  test("are told of their message, and left out, also when they come before it", async () => {
    const { logs } = logsOf([
      status("a", "read", { ago: HOUR_MS + 5000, sentAt: "2026-11-23T09:15:32.000Z" }),
      sent("a"),
      status("a", "delivered"),
      status("a", "delivered", { ago: 1000 }),
    ]);
    const entries = await collect(logs.get("1234567890", { joinStatuses: true }));
    expect(entries.map(({ msg }) => msg)).toEqual(["a"]);
    expect(entries[0] && deliveryOf(entries[0])).toEqual({
      state: "read",
      at: {
        delivered: new Date(NOW - HOUR_MS + 1000).toISOString(),
        read: "2026-11-23T09:15:32.000Z",
      },
      errors: [],
    });
    expect(JSON.stringify(entries[0])).not.toContain("delivered");
  });

  test("stay where their message is not in the answer", async () => {
    const { logs } = logsOf([
      sent("old", { ago: 3 * DAY_MS }),
      status("old", "read"),
      sent("image", { type: "image" }),
      status("image", "read"),
    ]);
    const query = { joinStatuses: true, days: 1, type: ["text", "status"] };
    expect(await messages(logs.get("1234567890", query))).toEqual(["old read", "image read"]);
  });

  test("are told of messages near a match too, and left out there", async () => {
    const { logs } = logsOf([
      sent("before", { ago: 10_000 }),
      status("before", "read", { ago: 9000 }),
      sent("found", { ago: 8000 }),
      status("found", "failed", { ago: 7000 }),
      status("unlogged", "sent", { ago: 6000 }),
      sent("after", { ago: 5000 }),
      status("after", "delivered", { ago: 4000 }),
    ]);
    const shown = async (query: GetQuery): Promise<unknown[]> => {
      const asked = { joinStatuses: true, before: 1, after: 2, ...query };
      const entries = await collect(logs.get("1234567890", asked));
      return entries.map((entry) => [entry.msg, deliveryOf(entry)?.state, isContext(entry)]);
    };
    const story = [
      ["before", "read", true],
      ["found", "failed", false],
      ["unlogged sent", undefined, true],
      ["after", "delivered", true],
    ];
    expect(await shown({ text: "message found" })).toEqual(story);
    expect(await shown({ status: "failed" })).toEqual(story);
    // A status that is asked for is found with context as without it.
    expect(await shown({ where: "data.status=read", after: 1 })).toEqual([
      ["before", "read", true],
      ["before read", undefined, false],
      ["found", "failed", true],
    ]);
  });

  test("leave the lines of other logs as they are", async () => {
    const { logs } = logsOf([
      sent("a"),
      status("a", "read"),
      { ago: 500, log: "requests", phone: "1234567890", type: "request", id: "a", msg: "POST" },
      { ago: 400, log: "app", phone: "1234567890", type: "status", id: "a", msg: "event" },
    ]);
    const query = { joinStatuses: true, log: ["whatsapp", "app", "requests"] } as const;
    expect(await messages(logs.get("1234567890", query))).toEqual(["a", "POST", "event"]);
  });

  test("of a customer's message stay too", async () => {
    const { logs } = logsOf([sent("a", { direction: "INCOMING" }), status("a", "read")]);
    const entries = await collect(logs.get("1234567890", { joinStatuses: true }));
    expect(entries.map(({ msg }) => msg)).toEqual(["a", "a read"]);
    expect(entries[0] && deliveryOf(entries[0])).toBeUndefined();
  });

  test("do not count where a limit is asked for", async () => {
    const names = ["a", "b", "c"];
    const { logs } = logsOf(
      names.flatMap((name, at) => [
        sent(name, { ago: 10_000 - at * 1000 }),
        status(name, "sent", { ago: 9900 - at * 1000 }),
        status(name, "read", { ago: 9800 - at * 1000 }),
      ]),
    );
    const query = { joinStatuses: true, limit: 2 };
    expect(await messages(logs.get("1234567890", query))).toEqual(["a", "b"]);
    expect(await messages(logs.get("1234567890", { ...query, order: "desc" }))).toEqual(["c", "b"]);
  });

  test("are told after the query's last moment too", async () => {
    const { logs } = logsOf([sent("a", { ago: 3 * DAY_MS }), status("a", "read")]);
    const query = { joinStatuses: true, until: NOW - 2 * DAY_MS };
    const [entry] = await collect(logs.get("1234567890", query));
    expect(entry && deliveryOf(entry)?.state).toBe("read");
  });
});

test("follow takes what entries tell by themselves", async () => {
  const { logs } = logsOf([
    sent("a"),
    status("a", "failed"),
    sent("b", { ago: 500, data: { status: "failed" } }),
  ]);
  const query = { status: "failed", last: 10, limit: 2 } as const;
  expect(await messages(logs.follow(query))).toEqual(["a failed", "b"]);
});

test("statistics count what is in the states asked for", async () => {
  const { logs } = logsOf([sent("a"), status("a", "failed"), sent("b"), status("b", "read")]);
  expect((await logs.stats({ status: "failed" })).entries).toBe(1);
  expect((await logs.stats({ status: ["failed", "read"] })).entries).toBe(2);
});

test("more messages than can be followed are refused rather than answered in part", async () => {
  const { dir } = logsOf(["a", "b", "c"].flatMap((id) => [sent(id), status(id, "failed")]));
  const place = {
    dir,
    nowMs: NOW,
    clock: { now: () => NOW },
    calendarOf: createCalendar,
    checkOpen: () => undefined,
    running: new Set<never>(),
    regexBudgetMs: 1,
    sharing: new Sharing(dir, sharingRules(0)),
  };
  const shape = { fields: ["status", "joinStatuses"], logs: ["whatsapp"] } as const;
  const small = (): DeliveryTable => new DeliveryTable("leave out", 2);
  const asked = resolveQuery({ status: "failed" }, shape);
  await expect(new DeliveryJoin(place, asked, small()).resolve()).rejects.toMatchObject({
    code: "LOG_QUERY_WIDE",
  });
  // Where they are only to be told of, the others are.
  const reports: QueryReport[] = [];
  const joined = resolveQuery({ joinStatuses: true }, shape);
  const told = { ...joined, onReport: (report: QueryReport) => void reports.push(report) };
  const run = new QueryRun(place, await new DeliveryJoin(place, told, small()).resolve());
  expect(await messages(run.entries())).toEqual(["a", "b", "c", "c failed"]);
  expect(reports[0]?.unjoined).toBeGreaterThan(0);
});

test("threads that share the work find the same", async () => {
  const names = Array.from({ length: 60 }, (_, number) => `id-${number}`);
  const { dir, logs } = logsOf(
    names.flatMap((name, at) => [
      sent(name, { ago: (at % 3) * DAY_MS + at, phone: `39${at % 7}333` }),
      status(name, at % 2 === 0 ? "failed" : "read", { ago: at, instance: "web1" }),
    ]),
  );
  const pieces = { readBytes: 512, batchBytes: 300, batchFiles: 1, minSharedMs: 0, maxWorkers: 2 };
  const shared = openShared({ dir, clock: { now: () => NOW } }, pieces);
  for (const query of [
    { status: "failed" },
    { status: "read", phone: ["39*", "1234567890"] },
  ] as const) {
    const found = await messages(logs.search("", query));
    expect(found.length).toBeGreaterThan(3);
    expect(await messages(shared.search("", query))).toEqual(found);
    expect((await shared.stats(query)).entries).toBe(found.length);
  }
  const joined = { joinStatuses: true, days: 1.5 };
  const found = await messages(logs.search("", joined));
  expect(await messages(shared.search("", joined))).toEqual(found);
  await shared.close();
});

test("a closed reader joins nothing", async () => {
  const { dir } = logsOf([sent("a"), status("a", "failed")]);
  const logs = openLogs({ dir });
  const entries = logs.search("", { status: "failed" });
  await logs.close();
  await expect(collect(entries)).rejects.toMatchObject({ code: "LOG_READER_CLOSED" });
});

test.each([["delivred"], [["failed", "no"]], [1]])(
  "a state that is none is refused: %j",
  (states) => {
    const { logs } = logsOf([]);
    expect(() => logs.search("", { status: states as never })).toThrow(
      /status must be one or several of pending, sent, failed, delivered, read, played/,
    );
  },
);
