import fc from "fast-check";
import { expect, test } from "vitest";
import { recorder, START } from "./app-log-recorder.ts";
import { anyText, hostileValues } from "./hostile-values.ts";

function fail(): never {
  throw new Error("unreadable");
}

test("never throw, and leave a line each", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const calls: unknown[][] = [
    [proxy],
    [proxy, "with a message"],
    [Object.create(proxy)],
    [Object.defineProperty({ kept: 1 }, "method", { get: fail, enumerable: true }), "m"],
    [Object.defineProperty({}, "msg", { get: fail, enumerable: true })],
    [Object.defineProperty({}, "err", { get: fail, enumerable: true })],
    [{ err: proxy }],
    ["%s", { toString: fail }],
    ["%d", Symbol("no number")],
    ["%s %d", { toString: 1, valueOf: 2 }, [{ toString: 1 }]],
    [{}, "%s", Object.create(null)],
    ["%j", { toJSON: fail }],
    ["%o", proxy],
    [{ toJSON: fail }, "m"],
    [new Proxy(new Error("e"), { get: fail })],
  ];
  const { logger, lines, last } = recorder();
  for (const [at, call] of calls.entries()) {
    Reflect.apply(Reflect.get(logger, "info") as () => void, logger, call);
    expect({ call: at, lines: lines.length }).toEqual({ call: at, lines: at + 1 });
    expect(last().level).toBe("info");
  }
});

test("bindings that cannot be read are no reason to fall", () => {
  const { logger, last } = recorder();
  const bindings = Object.defineProperty({ kept: 1 }, "bad", { get: fail, enumerable: true });
  logger.child(bindings).info("hello");
  expect(last()).toMatchObject({ kept: 1, bad: "[unreadable]" });
  const names = { hasOwnProperty: 1, serializers: 2, formatters: 3, customLevels: 4 };
  logger.child(names).info("hello");
  expect(last()["data"]).toEqual(names);
});

test("serializers and formatters that throw cost what they were to shape", () => {
  const { logger, last } = recorder();
  logger.child({ user: 1 }, { serializers: { user: fail } }).info({ user: 2, a: 1 }, "hello");
  expect(last()).toMatchObject({ user: "[unreadable]", a: 1, msg: "hello" });
  logger.child({ b: 1 }, { formatters: { log: fail, bindings: fail } }).info({ a: 1 }, "hello");
  expect(last()).toMatchObject({ a: 1, b: 1, msg: "hello" });
});

test("a getter that logs itself does not mix two lines", () => {
  const { logger, lines } = recorder();
  const nosy = Object.defineProperty({}, "a", {
    enumerable: true,
    get() {
      logger.child({ inner: true }).info("inner");
      return 1;
    },
  });
  logger.child({ outer: true }).info(nosy, "outer");
  expect(lines).toEqual([
    `${START},"inner":true,"msg":"inner"}\n`,
    `${START},"outer":true,"a":1,"msg":"outer"}\n`,
  ]);
});

test("whatever is bound and logged, the line is an entry with no field twice", () => {
  fc.assert(
    fc.property(
      hostileValues,
      hostileValues,
      hostileValues,
      anyText,
      (first, second, object, msg) => {
        const { logger, last } = recorder({ bot: "sales" });
        logger
          .child(first.given as object)
          .child(second.given as object)
          .info(object.given as object, msg.replaceAll("%", ""));
        expect(last()).toMatchObject({ level: "info", bot: "sales" });
      },
    ),
    { numRuns: process.env["FULL"] === undefined ? 300 : 20_000 },
  );
});
