import { describe, expect, test } from "vitest";
import { requestEntry } from "../../src/entry/request-entry.ts";
import type { HttpRequest } from "../../src/entry/inputs.ts";
import { entryContext } from "./entry-context.ts";

const NOW = Date.parse("2026-11-23T10:15:30.123Z");
const CONTEXT = entryContext();
const REQUEST: HttpRequest = { method: "POST", url: "https://example.com/api" };

function entry(given: object): ReturnType<typeof requestEntry> {
  return requestEntry({ ...REQUEST, ...given }, NOW, CONTEXT);
}

function data(given: object): Record<string, unknown> {
  return entry(given).fields.data as Record<string, unknown>;
}

test("the least there can be", () => {
  expect(entry({ method: "get" })).toEqual({
    level: "info",
    timeMs: NOW,
    msg: "GET https://example.com/api",
    fields: { type: "request", data: { method: "GET", url: "https://example.com/api" } },
  });
});

test("all there can be, in the order of the line", () => {
  const full = entry({
    error: "late",
    body: { a: 1 },
    headers: { a: "b" },
    durationMs: 12.5,
    status: 200,
    id: "wamid.1",
    phone: "+1 234 567 890",
    url: new URL("https://example.com/api?a=1"),
  });
  expect(Object.entries(full.fields)).toEqual([
    ["phone", "1234567890"],
    ["type", "request"],
    ["id", "wamid.1"],
    [
      "data",
      {
        method: "POST",
        url: "https://example.com/api?a=1",
        status: 200,
        durationMs: 12.5,
        headers: { a: "b" },
        body: { a: 1 },
        error: "late",
      },
    ],
  ]);
});

test.each([
  [{}, "info", "POST https://example.com/api"],
  [{ status: 204 }, "info", "POST https://example.com/api 204"],
  [{ status: 404 }, "warn", "POST https://example.com/api 404"],
  [{ status: 500 }, "error", "POST https://example.com/api 500"],
  [{ error: new Error("x") }, "error", "POST https://example.com/api failed"],
  [{ error: null }, "info", "POST https://example.com/api"],
  [{ error: "x", status: 200 }, "error", "POST https://example.com/api 200"],
])("%o is of the level %s: %s", (given, level, msg) => {
  expect(entry(given)).toMatchObject({ level, msg });
});

describe("bodies", () => {
  test("JSON text is logged as what it stands for, without its secrets", () => {
    expect(data({ body: ' {"a":[1],"access_token":"x"}' })["body"]).toEqual({
      a: [1],
      access_token: "[redacted]",
    });
  });

  test.each([
    ["text that only looks like JSON", "{not json"],
    ["plain text", "a=1&b=2"],
    ["a number", "5"],
  ])("%s stays text", (_name, body) => {
    expect(data({ body })["body"]).toBe(body);
  });

  test("long JSON text is not parsed, and has no secrets all the same", () => {
    const body = JSON.stringify({ access_token: "EAAG", fill: "x".repeat(70_000) });
    const text = data({ body })["body"] as string;
    expect(text).toMatch(/^\{"access_token":"\[redacted\]","fill":"x+…\[\d+ more characters\]$/);
  });

  test("bytes are a size, forms lose their passwords", () => {
    expect(data({ body: Buffer.from("abc") })["body"]).toBe("[3 bytes]");
    expect(data({ body: "user=a&password=b" })["body"]).toBe("user=a&password=[redacted]");
  });

  test("deep JSON text does not overflow the stack", () => {
    expect(JSON.stringify(data({ body: "[".repeat(30_000) + "]".repeat(30_000) }))).toContain(
      "[too deep]",
    );
  });
});

test.each([
  ["an object", { authorization: "Basic abc", a: "b" }],
  ["Headers", new Headers({ authorization: "Basic abc", a: "b" })],
  [
    "pairs",
    [
      ["authorization", "Basic abc"],
      ["a", "b"],
    ],
  ],
  ["a flat list", ["authorization", "Basic abc", "a", "b"]],
  ["text", "authorization: Basic abc\r\na: b"],
])("credentials go from headers given as %s", (_name, headers) => {
  expect(data({ headers })["headers"]).toEqual({ authorization: "[redacted]", a: "b" });
});

test("secrets go from the URL, in data and in msg", () => {
  const { msg, fields } = entry({ url: "https://u:p@example.com/?hub.verify_token=abc&a=1" });
  const clean = "https://[redacted]@example.com/?hub.verify_token=[redacted]&a=1";
  expect(msg).toBe(`POST ${clean}`);
  expect(fields.data).toMatchObject({ url: clean });
});

test("what is cut is marked", () => {
  expect(entry({ url: `/${"u".repeat(9000)}` }).fields.truncated).toBe(true);
  expect(entry({ id: "i".repeat(1001) }).fields.truncated).toBe(true);
  expect(
    requestEntry({ ...REQUEST, body: "b".repeat(50) }, NOW, entryContext([], 40)).fields.truncated,
  ).toBe(true);
  expect(entry({ body: "short" }).fields).not.toHaveProperty("truncated");
});

describe("misuse", () => {
  test.each([
    [{}, /method is missing.*url is missing/],
    [{ ...REQUEST, status: "200" }, /status must be an HTTP status/],
    [{ ...REQUEST, statusCode: 200 }, /statusCode is not an option/],
    [null, /must be an object/],
    ["GET /", /must be an object/],
  ])("%o", (given, message) => {
    expect(() => requestEntry(given as HttpRequest, NOW, CONTEXT)).toThrow(message);
  });

  test("a bad phone has its own error", () => {
    expect(() => entry({ phone: "con" })).toThrow(
      expect.objectContaining({ code: "LOG_PHONE_INVALID" }),
    );
  });

  test("hostile headers and bodies cost themselves only", () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    expect(data({ headers: proxy, body: proxy, status: 200 })).toMatchObject({
      status: 200,
      headers: "[unreadable]",
      body: "[unreadable]",
    });
    const given = Object.defineProperty({ ...REQUEST }, "body", {
      enumerable: true,
      get() {
        throw new Error("unreadable");
      },
    });
    expect(requestEntry(given, NOW, CONTEXT).fields.data).toMatchObject({ body: "[unreadable]" });
  });
});
