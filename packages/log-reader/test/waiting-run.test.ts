import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogReader, QueryReport, WaitingQuery } from "../src/index.ts";
import { DAY_MS, HOUR_MS, logsOf, NOW, type Written } from "./folder.ts";
import { failSystem } from "./source/failing-system.ts";

const RUNS = process.env["FULL"] === undefined ? 100 : 1_000;

type Fields = { readonly [Name in keyof Written]?: Written[Name] | undefined };

function asked(hoursAgo: number, fields: Fields = {}): Written {
  return {
    ago: hoursAgo * HOUR_MS,
    phone: "39333",
    direction: "INCOMING",
    type: "text",
    data: { text: "Hello?" },
    msg: "Hello?",
    ...fields,
  } as Written;
}

function answered(hoursAgo: number, fields: Fields = {}): Written {
  return asked(hoursAgo, { direction: "OUTGOING", id: "a", msg: "Hi", ...fields });
}

function failed(hoursAgo: number, fields: Fields = {}): Written {
  const data = { status: "failed", errors: [{ code: 131_026, title: "Undeliverable" }] };
  return asked(hoursAgo, { direction: "SYSTEM", type: "status", id: "a", data, ...fields });
}

/** Who waits, in short. */
async function who(entries: readonly Written[], query?: WaitingQuery): Promise<string[]> {
  return whoIn(logsOf(entries).logs, query);
}

async function whoIn(logs: LogReader, query?: WaitingQuery): Promise<string[]> {
  const people = await logs.waiting(query);
  return people.map(
    ({ phone, waitingMs, messages, reason }) =>
      `${phone} ${waitingMs / HOUR_MS}h ${messages} ${reason}`,
  );
}

describe("who waits", () => {
  test("somebody without an answer, from the first message on that has none", async () => {
    const { logs } = logsOf([answered(9), asked(8), asked(3, { msg: "Anyone?" }), asked(0.5)]);
    expect(await logs.waiting()).toEqual([
      {
        phone: "39333",
        since: new Date(NOW - 8 * HOUR_MS).toISOString(),
        waitingMs: 8 * HOUR_MS,
        messages: 3,
        last: expect.objectContaining({ msg: "Hello?", data: { text: "Hello?" } }),
        reason: "no answer",
        errors: [],
      },
    ]);
  });

  test("nobody who has an answer", async () => {
    expect(await who([asked(8), answered(7)])).toEqual([]);
  });

  test("who wrote again after it", async () => {
    expect(await who([asked(8), answered(7), asked(6)])).toEqual(["39333 6h 1 no answer"]);
  });

  test("whose answer failed, and why", async () => {
    const { logs } = logsOf([asked(8), answered(7), failed(6)]);
    const [person] = await logs.waiting();
    expect(person).toMatchObject({ waitingMs: 8 * HOUR_MS, reason: "answer failed" });
    expect(person?.errors).toEqual([{ code: "131026", title: "Undeliverable" }]);
  });

  test("whose answer was refused when it was sent", async () => {
    const data = { status: "failed", errors: [{ code: 131_056 }] };
    expect(await who([asked(8), answered(7, { id: undefined, data })])).toEqual([
      "39333 8h 1 answer failed",
    ]);
  });

  test("nobody whose answer arrived though it was said to have failed, or of whom another did", async () => {
    const arrived = failed(5, { data: { status: "delivered" } });
    expect(await who([asked(8), answered(7), failed(6), arrived])).toEqual([]);
    expect(await who([asked(8), answered(7), failed(6), answered(6.5, { id: "b" })])).toEqual([]);
  });

  test("longest first, and no more than asked for", async () => {
    const all = [
      asked(3, { phone: "391" }),
      asked(9, { phone: "392" }),
      asked(3, { phone: "390" }),
    ];
    const longest = ["392 9h 1 no answer", "390 3h 1 no answer", "391 3h 1 no answer"];
    expect(await who(all)).toEqual(longest);
    expect(await who(all, { limit: 2 })).toEqual(longest.slice(0, 2));
    expect(await who(all, { phone: "391" })).toEqual(longest.slice(2));
  });

  test("for longer than an hour, or what was asked for", async () => {
    expect(await who([asked(1)])).toEqual([]);
    expect(await who([asked(1.01)])).toHaveLength(1);
    expect(await who([asked(1)], { overMs: 0 })).toHaveLength(1);
    expect(await who([asked(5)], { overMs: 5 * HOUR_MS })).toEqual([]);
  });

  test("within a week, or what was asked for", async () => {
    const old = [asked(8 * 24)];
    expect(await who(old)).toEqual([]);
    expect(await who(old, { days: 9 })).toHaveLength(1);
    expect(await who(old, { since: NOW - 9 * DAY_MS })).toHaveLength(1);
  });

  test.each(["reaction", "poll_vote", "edit", "revoke", "call", "system", "status"])(
    "%s is neither a message nor an answer",
    async (type) => {
      expect(await who([asked(8, { type, data: {} })])).toEqual([]);
      expect(await who([asked(8), answered(7, { type, data: {} })])).toEqual([
        "39333 8h 1 no answer",
      ]);
    },
  );

  test("groups only if asked for, channels and broadcasts never", async () => {
    const group = asked(8, { phone: "120363025246125486@g.us", from: "39333" });
    const others = ["120363025246125486@newsletter", "status@broadcast"].map((phone) =>
      asked(8, { phone }),
    );
    expect(await who([group, ...others])).toEqual([]);
    expect(await who([group, ...others], { groups: true })).toEqual([
      "120363025246125486@g.us 8h 1 no answer",
    ]);
  });

  test("not because of history that a new device was given", async () => {
    expect(await who([asked(8, { data: { text: "Old", history: true } })])).toEqual([]);
  });

  test("keeps little of a message that is very long", async () => {
    const data = { text: "x".repeat(100_000), list: Array.from({ length: 1000 }, () => "y") };
    const [person] = await logsOf([asked(8, { data })]).logs.waiting();
    expect(JSON.stringify(person).length).toBeLessThan(2_000);
    expect(person).toMatchObject({ last: { data: { text: `${"x".repeat(499)}…` } } });
  });

  test("somebody who goes by several ids is one person", async () => {
    const ids = ["39333", "123456789012345@lid"];
    const files = {
      "aliases.ndjson": `{"time":"2026-11-20T08:00:00.000Z","ids":${JSON.stringify(ids)}}\n`,
    };
    const [, lid = ""] = ids;
    const askedTwice = [asked(8), asked(7, { phone: lid })];
    const [person, ...others] = await logsOf(askedTwice, { files }).logs.waiting();
    expect(person).toMatchObject({ phone: lid, aliases: ["39333"], messages: 2 });
    expect(person?.waitingMs).toBe(8 * HOUR_MS);
    expect(others).toEqual([]);
    const answeredThere = [...askedTwice, answered(6, { phone: "39333" })];
    expect(await logsOf(answeredThere, { files }).logs.waiting()).toEqual([]);
    expect(await whoIn(logsOf(answeredThere, { files }).logs, { exact: true })).toEqual([
      `${lid} 7h 1 no answer`,
    ]);
    // What failed was said of the other id.
    const failedThere = [...answeredThere, failed(5, { phone: lid })];
    expect(await whoIn(logsOf(failedThere, { files }).logs, { phone: "39333" })).toEqual([
      `${lid} 8h 2 answer failed`,
    ]);
  });

  test("a question that is none is refused", async () => {
    const { logs } = logsOf([]);
    await expect(logs.waiting({ overMs: -1 })).rejects.toMatchObject({ code: "LOG_QUERY_INVALID" });
    await expect(logs.waiting({ until: 1 } as never)).rejects.toThrow(/until/);
  });
});

const line = fc.record({
  hours: fc.nat({ max: 60 }),
  phone: fc.constantFrom("391", "392", "393"),
  kind: fc.constantFrom("ask", "ask", "answer", "failed answer", "late failure", "reaction"),
  instance: fc.option(fc.constant("web1"), { nil: undefined }),
});

test(
  "is who has no answer after their last message, worked out phone by phone",
  { timeout: 600_000 },
  async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 25 }), async (lines) => {
        // No two at the same moment: which of them is first would be a matter of files.
        const apart = lines.map((one, at) => ({
          ...one,
          hours: one.hours + at / 100,
          id: `id-${at}`,
        }));
        const { logs } = logsOf(
          apart.flatMap(({ hours, phone, kind, instance, id }) => {
            const place = { phone, instance, id };
            if (kind === "ask") return [asked(hours, place)];
            if (kind === "reaction") return [answered(hours, { ...place, type: "reaction" })];
            const refused = kind === "failed answer" ? { data: { status: "failed" } } : undefined;
            return [
              answered(hours, { ...place, ...refused }),
              ...(kind === "late failure"
                ? [failed(hours / 2, { ...place, instance: undefined })]
                : []),
            ];
          }),
        );
        const wanted = ["391", "392", "393"].flatMap((phone) => {
          const own = apart.filter((one) => one.phone === phone);
          const lastAnswer = Math.min(
            ...own.filter(({ kind }) => kind === "answer").map(({ hours }) => hours),
          );
          const open = own.filter(({ kind, hours }) => kind === "ask" && hours < lastAnswer);
          const since = Math.max(...open.map(({ hours }) => hours));
          if (open.length === 0 || since <= 1) return [];
          const isFailed = own.some(
            ({ kind, hours }) =>
              hours < since && (kind === "failed answer" || kind === "late failure"),
          );
          return [`${phone} ${open.length} ${isFailed ? "answer failed" : "no answer"}`];
        });
        const people = await logs.waiting();
        found += people.length;
        expect(
          people.map(({ phone, messages, reason }) => `${phone} ${messages} ${reason}`).toSorted(),
        ).toEqual(wanted);
      }),
      { numRuns: RUNS },
    );
    expect(found).toBeGreaterThan(RUNS / 2);
  },
);

test("who waits is told with what could not be read of who is who", async () => {
  const { logs } = logsOf([asked(8)], { files: { "aliases.ndjson": "" } });
  failSystem("openSync", "EACCES", "aliases.ndjson");
  for (const query of [{}, { phone: "39*" }, { phone: "39333" }]) {
    const reports: QueryReport[] = [];
    await logs.waiting({ ...query, onReport: (report) => reports.push(report) });
    expect(reports).toMatchObject([
      { unreadable: 1, unreadableFiles: [{ file: "aliases.ndjson", code: "EACCES" }] },
    ]);
  }
});
