import { LogError } from "@org/log-core";
import { expect, test } from "vitest";
import { readSafely } from "../../src/entry/read-safely.ts";

function fail(): never {
  throw new RangeError("mine");
}

test("what can be read is given as it is", () => {
  const input = { a: 1 };
  expect(readSafely(input, (given) => given)).toBe(input);
});

test("what is wrong with the input is thrown as it is, once", () => {
  let reads = 0;
  const read = (): never => {
    reads += 1;
    throw new LogError("LOG_PHONE_INVALID", "no phone");
  };
  expect(() => readSafely({}, read)).toThrow("no phone");
  expect(reads).toBe(1);
});

test("a getter that throws reads as unreadable, the others as they are", () => {
  class Base {
    get inherited(): string {
      return "kept";
    }
  }
  Object.defineProperty(Base.prototype, "inherited", { enumerable: true });
  const input = Object.defineProperty(Object.assign(new Base(), { own: 1 }), "bad", {
    get: fail,
    enumerable: true,
  }) as unknown as Record<string, unknown>;
  const read = (given: Record<string, unknown>): unknown => [
    given["own"],
    given["inherited"],
    given["bad"],
  ];
  expect(readSafely(input, read)).toEqual([1, "kept", "[unreadable]"]);
});

test("a proxy that cannot even be listed reads as empty", () => {
  const input = new Proxy({ a: 1 }, { ownKeys: fail, get: fail });
  expect(readSafely(input, (given) => Object.keys(given))).toEqual([]);
});
