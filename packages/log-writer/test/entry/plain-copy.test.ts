import { deepStrictEqual } from "node:assert";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  copyPlain,
  copyText,
  MAX_DEPTH,
  MAX_FIELDS,
  MAX_NAME_CHARS,
  UNREADABLE,
} from "../../src/entry/plain-copy.ts";
import { createSecretRule, NO_SECRETS } from "../../src/entry/secrets.ts";
import { hostileValues } from "./hostile-values.ts";

const RULE = createSecretRule([]);
const RUNS = process.env["FULL"] === undefined ? 500 : 50_000;

function copy(value: unknown, maxStringChars = 1000): unknown {
  return copyPlain(value, "data", RULE, { maxStringChars }).value;
}

function isCut(value: unknown, maxStringChars = 1000): boolean {
  return copyPlain(value, "data", RULE, { maxStringChars }).truncated;
}

test("any value becomes what the file format documents, and JSON holds it", () => {
  fc.assert(
    fc.property(hostileValues, ({ given, expected }) => {
      const plain = copy(given);
      deepStrictEqual(JSON.parse(JSON.stringify(plain)), expected);
    }),
    { numRuns: RUNS },
  );
});

test("a copy of a copy is the same", () => {
  fc.assert(
    fc.property(hostileValues, ({ given }) => {
      const once = copy(given);
      deepStrictEqual(copy(once), once);
    }),
  );
});

test("nothing of the original is shared", () => {
  const given = { inner: { list: [{ deep: true }] } };
  const plain = copy(given) as typeof given;
  plain.inner.list.length = 0;
  expect(given.inner.list).toHaveLength(1);
});

describe("hostile objects", () => {
  test("an object inside itself is cut where it comes again, one that comes twice is not", () => {
    const twice = { a: 1 };
    const given: Record<string, unknown> = { first: twice, second: twice, list: [] };
    given["self"] = given;
    (given["list"] as unknown[]).push(given);
    expect(copy(given)).toEqual({
      first: { a: 1 },
      second: { a: 1 },
      self: "[circular]",
      list: ["[circular]"],
    });
  });

  test("errors that cause each other end", () => {
    const first = new Error("first");
    const second = new Error("second", { cause: first });
    first.cause = second;
    expect(copy(first)).toMatchObject({
      message: "first",
      cause: { message: "second", cause: "[circular]" },
    });
  });

  test("a getter that throws costs its own field, also under names that are looked at first", () => {
    const names = ["type", "data", "low", "high", "unsigned", "other"];
    for (const name of names) {
      const given = Object.defineProperty({ kept: 1 }, name, { get: fail, enumerable: true });
      expect(copy(given)).toEqual({ kept: 1, [name]: UNREADABLE });
    }
  });

  test("a getter of an instance that throws costs its own field", () => {
    class Message {
      kept = 1;
      constructor() {
        for (const name of ["socket", "low", "getHeaders", "pipe"]) {
          Object.defineProperty(this, name, { get: fail, enumerable: true });
        }
      }
    }
    expect(copy(new Message())).toEqual({
      kept: 1,
      socket: UNREADABLE,
      low: UNREADABLE,
      getHeaders: UNREADABLE,
      pipe: UNREADABLE,
    });
  });

  test("a proxy that throws at every touch stands as unreadable among its neighbours", () => {
    const traps = new Proxy({}, { get: (_target, name) => (name === "get" ? fail : fail()) });
    const given = { before: 1, proxy: new Proxy({}, traps), after: 2 };
    expect(copy(given)).toEqual({ before: 1, proxy: UNREADABLE, after: 2 });
  });

  test("an array whose members throw keeps the others, and the places of holes", () => {
    const given: unknown[] = [1, undefined, 3];
    given[4] = 5;
    Object.defineProperty(given, 1, { get: fail });
    expect(copy(given)).toEqual([1, UNREADABLE, 3, null, 5]);
  });

  test("100,000 levels are cut, and said to be", () => {
    let deep: unknown = "bottom";
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    expect(isCut(deep)).toBe(true);
    const text = JSON.stringify(copy(deep));
    expect(text.match(/"deep"/g)).toHaveLength(MAX_DEPTH);
    expect(text).toContain('"[too deep]"');
    expect(isCut({ a: [{ b: 1 }] })).toBe(false);
  });

  test("a toJSON that never ends in a value is cut", () => {
    class Endless {
      toJSON(): unknown {
        return new Endless();
      }
    }
    expect(copy({ a: new Endless() })).toEqual({ a: "[too deep]" });
  });

  test("__proto__ is data and sets no prototype", () => {
    const given = JSON.parse('{"__proto__":{"isAdmin":true}}') as object;
    const plain = copy(given) as { isAdmin?: unknown };
    expect(plain.isAdmin).toBeUndefined();
    expect(JSON.stringify(plain)).toBe('{"__proto__":{"isAdmin":true}}');
  });

  test("an array as long as there can be one costs no more than the longest line", () => {
    const longest: unknown[] = [];
    longest.length = 4_000_000_000;
    const plain = copy(longest) as unknown[];
    expect(plain).toHaveLength(MAX_FIELDS + 1);
    expect(plain.at(-1)).toBe(`[${4_000_000_000 - MAX_FIELDS} more]`);
  });

  test("a set that gives members without end is cut", () => {
    class Endless extends Set<number> {
      override *[Symbol.iterator](): SetIterator<number> {
        for (let member = 0; ; member += 1) yield member;
      }
    }
    expect(isCut(new Endless())).toBe(true);
    expect((copy(new Endless()) as unknown[]).at(-2)).toBe(MAX_FIELDS - 1);
  });
});

describe("limits", () => {
  test("a string is cut, says by how much, and the copy says so too", () => {
    expect(copy({ text: "x".repeat(1000) })).toEqual({ text: "x".repeat(1000) });
    expect(isCut({ text: "x".repeat(1000) })).toBe(false);
    expect(copy({ text: "x".repeat(1234) })).toEqual({
      text: `${"x".repeat(1000)}…[234 more characters]`,
    });
    expect(isCut({ text: "x".repeat(1234) })).toBe(true);
  });

  test("cut again, it says what is missing of the whole", () => {
    const once = copyText("x".repeat(5000), 1000, NO_SECRETS);
    expect(copyText(once, 100, NO_SECRETS)).toBe(`${"x".repeat(100)}…[4900 more characters]`);
    expect(copyText(once, 1000, NO_SECRETS)).toBe(once);
  });

  test("a cut through a pair of surrogates leaves no half", () => {
    expect(copyText("\u{1F600}".repeat(10), 3, NO_SECRETS)).toBe(
      "\u{1F600}\uFFFD…[17 more characters]",
    );
  });

  test("fields beyond the limit are left out", () => {
    const given = Object.fromEntries(
      Array.from({ length: MAX_FIELDS + 5 }, (_, at) => [`f${at}`, at]),
    );
    expect(Object.keys(copy(given) as object)).toHaveLength(MAX_FIELDS);
    expect(isCut(given)).toBe(true);
  });

  test("the limit of fields is one for the whole, wherever they are", () => {
    const row = Array.from({ length: 1000 }, () => 1);
    const plain = copy(Array.from({ length: 1000 }, () => row)) as unknown[];
    expect(plain.length).toBeLessThan(25);
    expect(isCut(Array.from({ length: 1000 }, () => row))).toBe(true);
  });

  test("many long strings take no more than a few times the longest one", () => {
    const given = Array.from({ length: 10_000 }, () => "y".repeat(1000));
    expect(JSON.stringify(copy(given)).length).toBeLessThan(10_000 * 110);
    expect(isCut(given)).toBe(true);
  });

  test("long names are cut like strings", () => {
    const plain = copy({ ["n".repeat(MAX_NAME_CHARS + 1)]: 1 }) as object;
    expect(Object.keys(plain)).toEqual([`${"n".repeat(MAX_NAME_CHARS)}…[1 more characters]`]);
    expect(isCut({ ["n".repeat(MAX_NAME_CHARS + 1)]: 1 })).toBe(true);
  });

  test("50 MB cost no more time than what is kept of them", () => {
    const huge = "z".repeat(50_000_000);
    const startMs = performance.now();
    for (let run = 0; run < 100; run += 1) copy({ huge });
    expect(performance.now() - startMs).toBeLessThan(1000);
  });
});

describe("secrets", () => {
  test("stand at any depth, in arrays, maps and errors", () => {
    const given = {
      headers: new Headers({ Authorization: "Basic abc", Accept: "x" }),
      list: [{ access_token: "a" }],
      map: new Map([["privKey", Buffer.from("k")]]),
      error: Object.assign(new Error("failed"), { config: { headers: { Cookie: "a=b" } } }),
    };
    expect(copy(given)).toMatchObject({
      headers: { authorization: "[redacted]", accept: "x" },
      list: [{ access_token: "[redacted]" }],
      map: { privKey: "[redacted]" },
      error: { config: { headers: { Cookie: "[redacted]" } } },
    });
  });

  test("that are not there are not said to be", () => {
    const given = { token: null, password: undefined, secret: () => "s", creds: "" };
    expect(copy(given)).toEqual({ token: null, creds: "[redacted]" });
  });

  test("by path, from the top and through arrays", () => {
    const rule = createSecretRule(["data.customer.*.iban", "data.list.1", "data.*.pin"]);
    const given = {
      customer: { a: { iban: 1, name: "n" }, b: { c: { iban: 2 } } },
      list: ["x", "y"],
      card: { pin: 3 },
      size: 4,
    };
    expect(copyPlain(given, "data", rule, { maxStringChars: 100 }).value).toEqual({
      customer: { a: { iban: "[redacted]", name: "n" }, b: { c: { iban: 2 } } },
      list: ["x", "[redacted]"],
      card: { pin: "[redacted]" },
      size: 4,
    });
  });

  test("by path from the entry itself, as application logs have it", () => {
    const rule = createSecretRule(["customer.iban"]);
    const given = { customer: { iban: 1 }, iban: 2 };
    expect(copyPlain(given, "", rule, { maxStringChars: 100 }).value).toEqual({
      customer: { iban: "[redacted]" },
      iban: 2,
    });
  });
});

function fail(): never {
  throw new Error("unreadable");
}
