import { expect, test } from "vitest";
import { readHeaders } from "../../src/entry/read-headers.ts";

test.each([
  [
    "pairs",
    [
      ["Cookie", "a"],
      ["X", "b"],
    ],
    { Cookie: "a", X: "b" },
  ],
  ["Node's flat list", ["Cookie", "a", "X", "b"], { Cookie: "a", X: "b" }],
  [
    "text",
    "GET / HTTP/1.1\r\nCookie: a\r\nX: b:c\r\n\r\n",
    { "GET / HTTP/1.1": "", Cookie: "a", X: "b:c" },
  ],
  ["a name that comes twice", ["Via", "a", "Via", "b", "Via", "c"], { Via: ["a", "b", "c"] }],
  ["__proto__", ["__proto__", "a"], JSON.parse('{"__proto__":"a"}')],
])("%s become an object", (_name, given, expected) => {
  const headers = readHeaders(given) as object;
  expect(Object.entries(headers)).toEqual(Object.entries(expected as object));
});

test.each([
  ["an object", { a: 1 }],
  ["Headers", new Headers()],
  ["nothing", undefined],
  ["an odd list", ["a"]],
  ["a list of other things", [1, 2]],
  ["an empty list", []],
])("%s stays as it is, or is as empty", (_name, given) => {
  const headers = readHeaders(given);
  if (Array.isArray(given) && given.length === 0) expect(headers).toEqual({});
  else expect(headers).toBe(given);
});

test("a list that cannot be read stays for the copy to find out", () => {
  const hostile = new Proxy([], {
    get() {
      throw new Error("unreadable");
    },
  });
  expect(readHeaders(hostile)).toBe(hostile);
});

test("a header that comes again and again costs no more each time", () => {
  const startMs = performance.now();
  const { h } = readHeaders("h: x\n".repeat(20_000)) as { h: string[] };
  expect(h.length).toBeGreaterThan(10_000);
  expect(performance.now() - startMs).toBeLessThan(1000);
});

test("a list that claims to be endless is not walked through", () => {
  const endless = new Proxy([], { get: (_list, name) => (name === "length" ? 2 ** 32 - 2 : "x") });
  expect(readHeaders(endless)).toBe(endless);
});
