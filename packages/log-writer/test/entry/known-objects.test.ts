import { IncomingMessage, OutgoingMessage, request, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { copyPlain } from "../../src/entry/plain-copy.ts";
import { createSecretRule } from "../../src/entry/secrets.ts";

function copy(value: unknown): unknown {
  return copyPlain(value, "data", createSecretRule([]), { maxStringChars: 10_000 }).value;
}

describe("bytes", () => {
  test.each([
    ["Buffer", Buffer.from("hello"), 5],
    ["Uint8Array", new Uint8Array(7), 7],
    ["Float64Array", new Float64Array(2), 16],
    ["DataView", new DataView(new ArrayBuffer(3)), 3],
    ["ArrayBuffer", new ArrayBuffer(9), 9],
    ["SharedArrayBuffer", new SharedArrayBuffer(4), 4],
    ["Blob", new Blob(["abc"]), 3],
    ["a Buffer that went through JSON", JSON.parse(JSON.stringify(Buffer.from("abcd"))), 4],
    [
      "a Buffer as Baileys stores it",
      { type: "Buffer", data: Buffer.from("abcd").toString("base64") },
      4,
    ],
  ])("%s becomes its size", (_name, value, bytes) => {
    expect(copy({ value })).toEqual({ value: `[${bytes} bytes]` });
  });

  test("an object that only looks a little like a Buffer is kept", () => {
    const given = { type: "Buffer", data: [1, 2], name: "kept" };
    expect(copy(given)).toEqual(given);
    expect(copy({ type: "Buffer" })).toEqual({ type: "Buffer" });
  });
});

describe("64-bit integers", () => {
  class Long {
    readonly low: number;
    readonly high: number;
    readonly unsigned: boolean;

    constructor(low: number, high: number, unsigned: boolean) {
      this.low = low;
      this.high = high;
      this.unsigned = unsigned;
    }
  }

  test.each([
    [new Long(1_700_000_000, 0, true), "1700000000"],
    [new Long(-1, -1, false), "-1"],
    [new Long(-1, -1, true), "18446744073709551615"],
    [{ low: 5, high: 1, unsigned: false }, "4294967301"],
  ])("%o becomes %s", (value, expected) => {
    expect(copy({ value })).toEqual({ value: expected });
  });

  test("an object with other fields beside is none", () => {
    const range = { low: 1, high: 2, unsigned: false, unit: "C" };
    expect(copy(range)).toEqual(range);
    expect(copy({ low: 1, high: 2 })).toEqual({ low: 1, high: 2 });
    expect(copy({ low: 1.5, high: 2, unsigned: true })).toEqual({
      low: 1.5,
      high: 2,
      unsigned: true,
    });
  });
});

describe("errors", () => {
  test("keep type, message, stack, cause and their own fields", () => {
    const cause = new TypeError("below");
    const error = Object.assign(new Error("above", { cause }), { code: "E1", type: "hidden" });
    expect(copy(error)).toEqual({
      type: "Error",
      message: "above",
      stack: error.stack,
      cause: { type: "TypeError", message: "below", stack: cause.stack },
      code: "E1",
    });
  });

  test("of many keep each", () => {
    const error = new AggregateError([new Error("a"), "b"], "many");
    expect(copy(error)).toMatchObject({
      type: "AggregateError",
      errors: [{ message: "a" }, "b"],
    });
  });

  test("of another realm are errors too", () => {
    const error: unknown = runInNewContext('Object.assign(new Error("far"), { code: "E" })');
    expect(error instanceof Error).toBe(false);
    expect(copy({ error })).toMatchObject({ error: { type: "Error", message: "far", code: "E" } });
  });

  test("with fields that cannot be read keep the others", () => {
    const error = Object.defineProperty(new Error("kept"), "bad", {
      enumerable: true,
      get() {
        throw new Error("unreadable");
      },
    });
    expect(copy(error)).toMatchObject({ type: "Error", message: "kept", bad: "[unreadable]" });
  });
});

describe("collections", () => {
  test("those of another realm are the same, as in a test runner's", () => {
    const given: unknown = runInNewContext(
      "({ m: new Map([['a', 1]]), s: new Set([1]), r: /a/g, b: new ArrayBuffer(4) })",
    );
    expect(copy(given)).toEqual({ m: { a: 1 }, s: [1], r: "/a/g", b: "[4 bytes]" });
  });

  test("a key that cannot be read costs only itself", () => {
    const key = {
      toString() {
        throw new Error("unreadable");
      },
    };
    const map = new Map<unknown, unknown>([
      [key, 1],
      ["a", 2],
    ]);
    expect(copy(map)).toEqual({ "[unreadable]": 1, a: 2 });
  });

  test("maps, headers, forms and queries become objects, sets become arrays", () => {
    const form = new FormData();
    form.set("file", new Blob(["abc"]));
    const given = {
      map: new Map<unknown, unknown>([
        ["a", 1],
        [2, { b: new Map([["c", 3]]) }],
      ]),
      set: new Set([1, "2", { c: 3 }, undefined]),
      query: new URLSearchParams("a=1&b=2"),
      headers: new Headers({ "Content-Type": "text/plain" }),
      form,
    };
    expect(copy(given)).toEqual({
      map: { a: 1, 2: { b: { c: 3 } } },
      set: [1, "2", { c: 3 }, null],
      query: { a: "1", b: "2" },
      headers: { "content-type": "text/plain" },
      form: { file: "[3 bytes]" },
    });
  });

  test("what cannot be listed says what it is", () => {
    const given = {
      p: Promise.resolve(1),
      w: new WeakMap(),
      r: /a+/g,
      u: new URL("http://x/?a=1"),
    };
    expect(copy(given)).toEqual({ p: "[Promise]", w: "[WeakMap]", r: "/a+/g", u: "http://x/?a=1" });
  });

  test("boxed values are what they box", () => {
    const boxed = [Object("text"), Object(5), Object(false), Object(7n)] as unknown[];
    expect(copy(boxed)).toEqual(["text", 5, false, "7"]);
    expect(copy({ [Symbol.toStringTag]: "String", a: 1 })).toEqual({ a: 1 });
  });
});

describe("HTTP", () => {
  test("a request that came in says method, URL and headers", () => {
    const incoming = new IncomingMessage(new Socket());
    Object.assign(incoming, {
      method: "POST",
      url: "/webhook",
      headers: { cookie: "a=b", host: "h" },
    });
    expect(copy(incoming)).toEqual({
      method: "POST",
      url: "/webhook",
      headers: { cookie: "[redacted]", host: "h" },
    });
  });

  test("an answer that came in says status and headers", () => {
    const incoming = new IncomingMessage(new Socket());
    Object.assign(incoming, { statusCode: 404, headers: { "set-cookie": ["a"], server: "s" } });
    expect(copy(incoming)).toEqual({
      statusCode: 404,
      headers: { "set-cookie": "[redacted]", server: "s" },
    });
  });

  test("a request of ours says method, host, path and headers", () => {
    const outgoing = request({
      host: "localhost",
      path: "/v20.0/messages",
      method: "POST",
      headers: { authorization: "Bearer x" },
      agent: false,
    });
    outgoing.on("error", () => undefined);
    outgoing.destroy();
    expect(copy(outgoing)).toMatchObject({
      method: "POST",
      host: "localhost",
      path: "/v20.0/messages",
      headers: { authorization: "[redacted]" },
    });
  });

  test("an answer of ours says status and headers", () => {
    const answer = new ServerResponse(new IncomingMessage(new Socket()));
    answer.statusCode = 201;
    answer.setHeader("X-A", "b");
    expect(copy(answer)).toEqual({ statusCode: 201, headers: { "x-a": "b" } });
    expect(answer).toBeInstanceOf(OutgoingMessage);
  });

  test("requests and responses of fetch say the same", () => {
    const asked = new Request("https://example.com/a", {
      method: "PUT",
      headers: { authorization: "x" },
    });
    expect(copy(asked)).toEqual({
      method: "PUT",
      url: "https://example.com/a",
      headers: { authorization: "[redacted]" },
    });
    expect(copy(new Response("body", { status: 418 }))).toMatchObject({ status: 418 });
  });

  test("an axios error stays small", () => {
    const outgoing = request({ host: "localhost", path: "/x?access_token=abc", agent: false });
    outgoing.on("error", () => undefined);
    outgoing.destroy();
    const error = Object.assign(new Error("Request failed"), {
      config: { headers: { Authorization: "Bearer abc" }, url: "https://x/?access_token=abc" },
      request: outgoing,
      response: { status: 400, data: { error: { message: "bad" } }, request: outgoing },
    });
    const text = JSON.stringify(copy(error));
    expect(text.length).toBeLessThan(3000);
    expect(text).not.toContain("abc");
    expect(text).toContain('"message":"bad"');
  });
});

describe("streams", () => {
  test("are named, not read", () => {
    expect(copy({ body: new PassThrough(), socket: new Socket() })).toEqual({
      body: "[PassThrough]",
      socket: "[Socket]",
    });
    expect(copy({ body: new ReadableStream() })).toEqual({ body: "[ReadableStream]" });
  });

  test("what says itself how it is written is asked", () => {
    class Document {
      on(): void {
        // As documents of some databases have.
      }
      pipe(): void {
        // See above.
      }
      toJSON(): object {
        return { name: "kept" };
      }
    }
    expect(copy(new Document())).toEqual({ name: "kept" });
  });
});
