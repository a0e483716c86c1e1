import { isMessageEntry, type LogEntry, type MessageState } from "@org/log-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveryOf, locationOf, type LogReader } from "../src/index.ts";
import { collect, DAY_MS, HOUR_MS, logsOf, NOW, type Written } from "./folder.ts";
import { bruteForce, type Hit } from "./oracle.ts";

const RUNS = process.env["FULL"] === undefined ? 80 : 400;

const PHONES = ["1234567890", "393331234567", "123456789012345@lid", "120363025246125486@g.us"];
const STATES = ["pending", "sent", "delivered", "read", "played", "failed"] as const;
/** From the least to what overrules all others: as the format says it, not as the code has it. */
const PRECEDENCE: readonly string[] = ["pending", "sent", "failed", "delivered", "read", "played"];

/** Few, so that lines meet; now and then more than are searched for one by one. */
const ids = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(..."wamid.A wamid.B 3EB0D true_1@c.us_E wamid.Fé".split(" ")),
  },
  { weight: 3, arbitrary: fc.nat({ max: 24 }).map((number) => `wamid.${number}`) },
);
/** Around a day's end often, so that a message and what is told of it lie in two files. */
const ago = fc.oneof(
  fc.nat({ max: 4 * DAY_MS }),
  fc.nat({ max: 2 * HOUR_MS }).map((ms) => 10 * HOUR_MS + ms),
);

const common = {
  ago,
  phone: fc.constantFrom(...PHONES),
  id: fc.option(ids, { nil: undefined, freq: 12 }),
  instance: fc.option(fc.constant("web1"), { nil: undefined, freq: 3 }),
};

const status = fc.record({
  ...common,
  direction: fc.constant("SYSTEM" as const),
  type: fc.constant("status"),
  sentAt: fc.option(
    ago.map((ms) => new Date(NOW - ms).toISOString()),
    { nil: undefined },
  ),
  data: fc.record({
    status: fc.constantFrom(...STATES, "failed", "delivered", "warning"),
    errors: fc.option(
      fc.array(fc.record({ code: fc.constantFrom(131_026, "470"), title: fc.constant("No") }), {
        maxLength: 2,
      }),
      { nil: undefined },
    ),
  }),
});

const message = fc.record({
  ...common,
  direction: fc.constantFrom("OUTGOING" as const, "OUTGOING" as const, "INCOMING" as const),
  type: fc.constantFrom("text", "text", "image", "reaction", "revoke"),
  data: fc.oneof(
    { weight: 4, arbitrary: fc.record({ text: fc.constantFrom("failed", "Hello", "read") }) },
    {
      weight: 1,
      arbitrary: fc.record({ status: fc.constantFrom("failed", "read"), errors: fc.constant([]) }),
    },
  ),
});

const lines = fc.oneof(status, status, message);
const story = fc.oneof(
  fc.array(lines, { maxLength: 30 }),
  fc.array(lines, { minLength: 60, maxLength: 90 }),
);

interface Asked {
  readonly status: readonly MessageState[] | undefined;
  readonly phone: readonly string[] | undefined;
  readonly days: number | undefined;
  readonly untilAgo: number | undefined;
  readonly type: readonly string[] | undefined;
  readonly text: string | undefined;
  readonly limit: number | undefined;
  readonly order: "asc" | "desc";
}

const asked: fc.Arbitrary<Asked> = fc.record({
  status: fc.option(fc.subarray([...STATES], { minLength: 1, maxLength: 2 }), {
    nil: undefined,
    freq: 3,
  }),
  phone: fc.option(fc.subarray(PHONES, { minLength: 1 }), { nil: undefined, freq: 1 }),
  days: fc.option(fc.constantFrom(1, 2.5), { nil: undefined, freq: 2 }),
  untilAgo: fc.option(fc.constantFrom(DAY_MS, 11 * HOUR_MS), { nil: undefined, freq: 1 }),
  type: fc.option(fc.subarray(["text", "status", "image"], { minLength: 1 }), {
    nil: undefined,
    freq: 1,
  }),
  text: fc.option(fc.constantFrom("hello", "failed"), { nil: undefined, freq: 1 }),
  limit: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 1 }),
  order: fc.constantFrom("asc", "desc"),
});

function timesOf({ days, untilAgo }: Asked): { since?: number; until?: number } {
  return {
    ...(days === undefined ? undefined : { since: NOW - days * DAY_MS }),
    ...(untilAgo === undefined ? undefined : { until: NOW - untilAgo }),
  };
}

/** What each entry tells of its message, worked out one by one. */
function toldBy({ direction, type, data }: LogEntry): string | undefined {
  const isTold =
    type === "status" || (direction === "OUTGOING" && !["reaction", "revoke"].includes(type ?? ""));
  const { status: told } = data as { status?: string };
  return isTold && PRECEDENCE.includes(told ?? "") ? told : undefined;
}

function isSent({ direction, type }: LogEntry): boolean {
  return direction === "OUTGOING" && !["reaction", "revoke", "status"].includes(type ?? "");
}

function highest(states: readonly (string | undefined)[]): string | undefined {
  return PRECEDENCE.findLast((state) => states.includes(state));
}

/** What a query has to give, by its definition: every line parsed, every pair of lines compared. */
function expected(dir: string, query: Asked): { hit: Hit; state: string | undefined }[] {
  const times = timesOf(query);
  const since = (times.since ?? -Infinity) - DAY_MS;
  const wide = bruteForce(dir, { phone: query.phone, since, log: ["whatsapp"] });
  const fitting = bruteForce(dir, {
    ...times,
    phone: query.phone,
    type: query.type,
    text: query.text === undefined ? [] : [query.text],
    order: query.order,
    log: ["whatsapp"],
  });
  const siblings = (one: LogEntry, of: readonly Hit[]): LogEntry[] =>
    of.map(({ entry }) => entry).filter(({ id }) => id !== undefined && id === one.id);
  const stateOf = (one: LogEntry): string | undefined =>
    highest([toldBy(one), ...siblings(one, wide).map(toldBy)]);
  const isShown = ({ entry }: Hit): boolean => {
    if (query.status === undefined) {
      if (entry.type !== "status" || toldBy(entry) === undefined) return true;
      return !siblings(entry, fitting).some(isSent);
    }
    const state = stateOf(entry);
    if (!(query.status as readonly (string | undefined)[]).includes(state)) return false;
    if (isSent(entry)) return true;
    return (
      entry.type === "status" && toldBy(entry) === state && !siblings(entry, wide).some(isSent)
    );
  };
  return fitting
    .filter(isShown)
    .slice(0, query.limit)
    .map((hit) => ({ hit, state: isSent(hit.entry) ? stateOf(hit.entry) : undefined }));
}

async function ask(logs: LogReader, query: Asked): Promise<string[]> {
  const { status: states, phone, type, text = "", limit, order } = query;
  const entries = await collect(
    logs.search(text, {
      ...timesOf(query),
      log: "whatsapp",
      status: states,
      joinStatuses: true,
      phone,
      type,
      limit,
      order,
    }),
  );
  return entries.map((entry) => {
    const { file, offset } = locationOf(entry) ?? {};
    return `${file}@${offset} ${deliveryOf(entry)?.state}`;
  });
}

describe("what became of messages", () => {
  test("is what comparing every line with every other gives", { timeout: 600_000 }, async () => {
    let found = 0;
    let folded = 0;
    await fc.assert(
      fc.asyncProperty(
        story,
        fc.array(asked, { minLength: 1, maxLength: 5 }),
        async (entries, queries) => {
          const { dir, logs } = logsOf(entries as Written[]);
          for (const query of queries) {
            const wanted = expected(dir, query);
            expect(await ask(logs, query)).toEqual(
              wanted.map(({ hit, state }) => `${hit.file}@${hit.offset} ${state}`),
            );
            if (query.status === undefined) folded += 1;
            else found += wanted.length;
          }
          await logs.close();
        },
      ),
      { numRuns: RUNS },
    );
    // A property over empty answers would hold for a reader that finds nothing.
    expect(found).toBeGreaterThan(RUNS / 4);
    expect(folded).toBeGreaterThan(RUNS / 4);
  });

  test(
    "does not depend on the order in which lines came, nor on how often",
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(status, { minLength: 1, maxLength: 12 }),
          fc.nat(),
          async (told, turn) => {
            const sent: Written = {
              ago: DAY_MS,
              phone: "1234567890",
              direction: "OUTGOING",
              type: "text",
              id: "wamid.A",
              data: { text: "Hello" },
            };
            const own = told.map((one) => ({ ...one, id: "wamid.A" }) as Written);
            const turned = [...own.slice(turn % own.length), ...own.slice(0, turn % own.length)];
            const first = await deliveryIn([sent, ...own]);
            expect(await deliveryIn([...own, ...turned.toReversed(), sent])).toEqual(first);
          },
        ),
        { numRuns: RUNS },
      );
    },
  );
});

async function deliveryIn(entries: readonly Written[]): Promise<unknown> {
  const { logs } = logsOf(entries);
  const shown = await collect(logs.search("", { joinStatuses: true, log: "whatsapp" }));
  const sent = shown.find((entry) => isMessageEntry(entry));
  return sent && deliveryOf(sent);
}
