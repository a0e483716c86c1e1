import { describe, expect, test } from "vitest";
import { messageEntry } from "../../src/entry/message-entry.ts";
import type { WhatsAppMessage } from "../../src/entry/inputs.ts";
import { entryContext } from "./entry-context.ts";

const NOW = Date.parse("2026-11-23T10:15:30.123Z");
const CONTEXT = entryContext();
const MESSAGE: WhatsAppMessage = { phone: "1234567890", direction: "incoming", type: "text" };

function entry(given: object): ReturnType<typeof messageEntry> {
  return messageEntry({ ...MESSAGE, ...given }, NOW, CONTEXT);
}

function refused(given: unknown): string {
  try {
    messageEntry(given as WhatsAppMessage, NOW, CONTEXT);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code} ${message}`;
  }
  throw new Error("accepted");
}

test("the least there can be", () => {
  expect(entry({})).toEqual({
    level: "info",
    timeMs: NOW,
    msg: "INCOMING text",
    fields: { phone: "1234567890", direction: "INCOMING", type: "text" },
  });
});

test("all there can be, in the order of the line", () => {
  const full = entry({
    data: { text: "Hello" },
    message: "Hello",
    level: "debug",
    id: "wamid.1",
    from: "+39 123 456 789",
    phone: "120363025246125486@g.us",
    sentAt: "1700000000",
    time: new Date(5),
  });
  expect(full).toMatchObject({ level: "debug", timeMs: 5, msg: "Hello" });
  expect(Object.entries(full.fields)).toEqual([
    ["phone", "120363025246125486@g.us"],
    ["from", "39123456789"],
    ["direction", "INCOMING"],
    ["type", "text"],
    ["id", "wamid.1"],
    ["sentAt", "2023-11-14T22:13:20.000Z"],
    ["data", { text: "Hello" }],
  ]);
});

test("fields that are undefined, and data that is null, count as not given", () => {
  const bare = { data: null, id: undefined, from: undefined, level: undefined, time: undefined };
  expect(entry(bare)).toEqual(entry({}));
});

test("the type error is of the level error, unless a level is given", () => {
  expect(entry({ type: "error" }).level).toBe("error");
  expect(entry({ type: "error", level: "info" }).level).toBe("info");
});

test("data of any kind is copied; what has no form in JSON is left out", () => {
  expect(entry({ data: [1] }).fields.data).toEqual([1]);
  expect(entry({ data: new Map([["a", 1]]) }).fields.data).toEqual({ a: 1 });
  expect(entry({ data: { toJSON: () => undefined } }).fields).not.toHaveProperty("data");
});

describe("what is cut is marked", () => {
  test.each([
    ["message", { message: "m".repeat(50) }],
    ["data", { data: { text: "t".repeat(50) } }],
    ["id", { id: "i".repeat(1001) }],
    ["type", { type: "t".repeat(1001) }],
  ])("%s", (_name, given) => {
    const { fields } = messageEntry({ ...MESSAGE, ...given }, NOW, entryContext([], 40));
    expect(fields.truncated).toBe(true);
  });

  test("and only then", () => {
    expect(entry({ message: "m", data: { a: 1 }, id: "i" }).fields).not.toHaveProperty("truncated");
  });
});

test("secrets and lone surrogates go from all texts", () => {
  const { msg, fields } = entry({
    message: "see https://x/?token=abc \uD800",
    type: "t\uDC00",
    id: "token=abc",
    data: { token: "abc" },
  });
  expect(msg).toBe("see https://x/?token=[redacted] \uFFFD");
  expect(fields).toMatchObject({
    type: "t\uFFFD",
    id: "token=[redacted]",
    data: { token: "[redacted]" },
  });
});

describe("misuse", () => {
  test("a bad phone has its own error, and its digits are not repeated", () => {
    expect(refused({ ...MESSAGE, phone: "../../etc/passwd" })).toMatch(
      /^LOG_PHONE_INVALID phone must/,
    );
    expect(refused({ ...MESSAGE, phone: "12345678901234567890123" })).not.toContain("345678901");
    expect(refused({ ...MESSAGE, from: "nobody" })).toMatch(/^LOG_PHONE_INVALID/);
  });

  test("names every problem at once", () => {
    const message = refused({ direction: "sideways", typ: "text", data: "x", id: 5 });
    expect(message).toMatch(/^LOG_ENTRY_INVALID logWhatsAppMessage: /);
    for (const part of ["direction", "typ is not an option, did you mean type?", "data", "id"]) {
      expect(message).toContain(part);
    }
    expect(message).toContain("phone is missing");
    expect(message).toContain("type is missing");
  });

  test.each([undefined, null, 5, "text", [], () => 1])("%o is no message", (given) => {
    expect(refused(given)).toMatch(/^LOG_ENTRY_INVALID/);
  });

  test("inherited fields count like own ones, unknown ones among them", () => {
    expect(messageEntry(Object.create(MESSAGE) as WhatsAppMessage, NOW, CONTEXT)).toEqual(
      entry({}),
    );
  });
});

describe("a message that is hostile itself", () => {
  test("loses what cannot be read and nothing else", () => {
    const given = { ...MESSAGE, message: "kept" };
    Object.defineProperty(given, "id", {
      enumerable: true,
      get() {
        throw new Error("unreadable");
      },
    });
    expect(messageEntry(given, NOW, CONTEXT)).toMatchObject({
      msg: "kept",
      fields: { phone: "1234567890", id: "[unreadable]" },
    });
  });

  test("is refused like any other when what cannot be read is needed", () => {
    const { proxy, revoke } = Proxy.revocable({ ...MESSAGE }, {});
    revoke();
    expect(refused(proxy)).toMatch(/^LOG_ENTRY_INVALID .*phone is missing/);
    const bad = Object.defineProperty({ ...MESSAGE }, "time", {
      enumerable: true,
      get() {
        throw new Error("unreadable");
      },
    });
    expect(refused(bad)).toMatch(/^LOG_ENTRY_INVALID .*time must be a Date/);
  });

  test("does not change between the look and the use", () => {
    let reads = 0;
    const given = Object.defineProperty({ ...MESSAGE }, "type", {
      enumerable: true,
      get: () => (reads++ < 2 ? "text" : { no: "text" }),
    });
    expect(() => messageEntry(given, NOW, CONTEXT)).not.toThrow(TypeError);
  });
});
