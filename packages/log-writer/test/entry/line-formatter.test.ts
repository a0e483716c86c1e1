import { DIRECTIONS, formatEntry, LEVELS, parseLine, type LogEntry } from "@org/log-core";
import { deepStrictEqual } from "node:assert";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitLine } from "../../src/entry/fit-line.ts";
import { createLineFormatter } from "../../src/entry/line-formatter.ts";
import { messageEntry } from "../../src/entry/message-entry.ts";
import { requestEntry } from "../../src/entry/request-entry.ts";
import { entryContext } from "./entry-context.ts";
import { anyText, hostileValues, replaced } from "./hostile-values.ts";

const MAX_ENTRY_BYTES = 256 * 1024;
const CONTEXT = entryContext();
const RUNS = process.env["FULL"] === undefined ? 500 : 50_000;

const text = anyText.filter((given) => given !== "");
const optional = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const messages = fc.record({
  phone: fc.constantFrom("+1 234 567 890", "120363025246125486@g.us", "status@broadcast"),
  direction: fc.constantFrom(...DIRECTIONS, "incoming" as const),
  type: text,
  data: optional(hostileValues),
  message: optional(anyText),
  level: optional(fc.constantFrom(...LEVELS)),
  id: optional(text),
  from: optional(fc.constant("39123456789")),
  sentAt: optional(fc.constant(1_700_000_000_000)),
  time: optional(
    fc.date({ min: new Date("0001-01-03"), max: new Date("9999-12-29"), noInvalidDate: true }),
  ),
});

function parsed(line: string): LogEntry {
  const result = parseLine(line.slice(0, -1));
  if (result.kind !== "entry") throw new Error(`not an entry: ${line}`);
  return result.entry;
}

describe.each([
  ["without a base", {}],
  ["with bot and instance", { bot: 'the "bot" \u2028', instance: "web1" }],
])("%s", (_name, base) => {
  const format = createLineFormatter(base);

  test("every message is read back as it was given, after the documented normalisation", () => {
    fc.assert(
      fc.property(messages, (given) => {
        const input = { ...given, data: given.data?.given as object | undefined };
        const entry = messageEntry(input, 0, CONTEXT);
        const line = fitLine(format(entry), MAX_ENTRY_BYTES);
        const direction = given.direction.toUpperCase();
        const expected = {
          level: given.level ?? "info",
          time: (given.time ?? new Date(0)).toISOString(),
          ...base,
          phone: given.phone === "+1 234 567 890" ? "1234567890" : given.phone,
          from: given.from,
          direction,
          type: replaced(given.type),
          id: given.id === undefined ? undefined : replaced(given.id),
          sentAt: given.sentAt === undefined ? undefined : "2023-11-14T22:13:20.000Z",
          data: given.data?.expected,
          msg:
            given.message === undefined
              ? `${direction} ${replaced(given.type)}`
              : replaced(given.message),
        };
        const isKnown = ([, value]: [string, unknown]): boolean => value !== undefined;
        deepStrictEqual(parsed(line), Object.fromEntries(Object.entries(expected).filter(isKnown)));
      }),
      { numRuns: RUNS },
    );
  });

  test("every line is the one of log-core's formatEntry, byte for byte", () => {
    fc.assert(
      fc.property(messages, (given) => {
        const input = { ...given, data: given.data?.given as object | undefined };
        const line = format(messageEntry(input, 0, CONTEXT));
        expect(line).toBe(`${formatEntry(parsed(line))}\n`);
        expect(line).toMatch(/^\{"level":"\w+","time":"[^"]{24}",/);
        expect(line.indexOf("\n")).toBe(line.length - 1);
      }),
      { numRuns: RUNS },
    );
  });

  test("so is every line of a request", () => {
    fc.assert(
      fc.property(
        text,
        text,
        hostileValues,
        hostileValues,
        (method, url, { given: headers }, { given: body }) => {
          const line = format(requestEntry({ method, url, headers, body }, 0, CONTEXT));
          expect(line).toBe(`${formatEntry(parsed(line))}\n`);
        },
      ),
      { numRuns: RUNS / 2 },
    );
  });
});

test("the line of the documentation", () => {
  const entry = messageEntry(
    {
      phone: "1234567890",
      direction: "incoming",
      type: "text",
      data: { text: "Hello" },
      time: new Date("2026-11-23T10:15:30.123Z"),
    },
    0,
    CONTEXT,
  );
  expect(createLineFormatter({})(entry)).toBe(
    '{"level":"info","time":"2026-11-23T10:15:30.123Z","phone":"1234567890","direction":"INCOMING",' +
      '"type":"text","data":{"text":"Hello"},"msg":"INCOMING text"}\n',
  );
});

test("a percent sign in a message formats nothing", () => {
  const entry = messageEntry(
    { phone: "1234567890", direction: "incoming", type: "text", message: "100%s %d %% %j" },
    0,
    CONTEXT,
  );
  expect(parsed(createLineFormatter({})(entry)).msg).toBe("100%s %d %% %j");
});

test("fields named like ours stay below data", () => {
  const data = {
    level: "fatal",
    time: "x",
    phone: "999",
    msg: "y",
    __proto__: null,
    data: { level: 1 },
  };
  const entry = messageEntry(
    { phone: "1234567890", direction: "incoming", type: "text", data },
    0,
    CONTEXT,
  );
  const line = createLineFormatter({})(entry);
  expect(parsed(line)).toMatchObject({
    level: "info",
    phone: "1234567890",
    msg: "INCOMING text",
    data,
  });
});

test("50 MB of text make a line within the limit", () => {
  const data = {
    text: "é".repeat(50_000_000),
    list: Array.from({ length: 1000 }, () => "x".repeat(300_000)),
  };
  const entry = messageEntry(
    { phone: "1234567890", direction: "incoming", type: "text", data },
    0,
    CONTEXT,
  );
  const line = fitLine(createLineFormatter({})(entry), MAX_ENTRY_BYTES);
  expect(Buffer.byteLength(line)).toBeLessThanOrEqual(MAX_ENTRY_BYTES);
  expect(parsed(line)).toMatchObject({ phone: "1234567890", truncated: true });
});
