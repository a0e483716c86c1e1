import { expect, test } from "vitest";
import { recorder, START } from "./app-log-recorder.ts";

test("the line is the one of the format", () => {
  const { logger, lines } = recorder({ bot: "sales", instance: "web1" });
  logger.child({ a: 1 }).info({ b: 2 }, "hello");
  expect(lines).toEqual([`${START},"bot":"sales","instance":"web1","a":1,"b":2,"msg":"hello"}\n`]);
});

test("level and time of an object go below data", () => {
  const { logger, last } = recorder();
  logger.info({ level: "FAKE", time: "FAKE", a: 1 }, "hello");
  expect(last()).toEqual({
    level: "info",
    time: "2026-11-23T10:15:30.123Z",
    a: 1,
    data: { level: "FAKE", time: "FAKE" },
    msg: "hello",
  });
});

test("bindings and object with reserved names and data of their own make one data", () => {
  const { logger, last } = recorder();
  const child = logger.child({ level: "b", time: "b", data: { bound: 1 } });
  child.info({ level: "o", data: { own: 2 } }, "hello");
  expect(last()["data"]).toEqual({ level: "o", time: "b", bound: 1, own: 2 });
});

test("bot and instance cannot be taken, and are free when the writer has none", () => {
  const { logger, last } = recorder({ bot: "sales" });
  logger.child({ bot: "evil" }).info({ bot: "worse", instance: "i" }, "hello");
  expect(last()).toMatchObject({ bot: "sales", instance: "i", data: { bot: "worse" } });
});

test("a message in the object and one beside it are both kept", () => {
  const { logger, last } = recorder();
  logger.info({ msg: "inner", a: 1 }, "outer");
  expect(last()).toMatchObject({ msg: "outer", a: 1, data: { msg: "inner" } });
  logger.child({ msg: "bound" }).info("outer");
  expect(last()).toMatchObject({ msg: "outer", data: { msg: "bound" } });
});

test("msg is always text", () => {
  const { logger, last } = recorder();
  const cases: readonly [unknown[], string | undefined][] = [
    [[{ msg: { a: 1 } }], '{"a":1}'],
    [[undefined, { a: 1 }], '{"a":1}'],
    [[5], "5"],
    [[true], "true"],
    [[7n], "7"],
    [[Symbol("s")], "Symbol(s)"],
    [[null], undefined],
    [[{ a: 1 }, 42], "42"],
    [[{ a: 1 }, null], undefined],
  ];
  for (const [args, expected] of cases) {
    Reflect.apply(logger.info, logger, args);
    expect({ args, msg: last().msg }).toEqual({ args, msg: expected });
  }
});

test("secrets go from messages, objects, errors and bindings", () => {
  const { logger, lines } = recorder({}, ["iban", "customer.card"]);
  const error = Object.assign(new Error("GET /?token=SECRET"), { headers: { cookie: "SECRET" } });
  const child = logger.child({ token: "SECRET", iban: "SECRET" });
  child.info({ password: "SECRET", customer: { card: "SECRET" } }, "see /?access_token=SECRET");
  child.error(error);
  child.setBindings({ privKey: Buffer.from("SECRET") });
  child.info("Bearer SECRETSECRET");
  expect(lines.join("")).not.toContain("SECRET");
  expect(lines.join("").match(/redacted/g)?.length).toBeGreaterThan(8);
});

test("long messages have no lone surrogates either", () => {
  const { logger, last } = recorder();
  logger.info(`${"x".repeat(200)}\uD83D`);
  expect(last().msg).toBe(`${"x".repeat(200)}\uFFFD`);
});

test("bytes and big numbers in bindings are safe", () => {
  const { logger, last } = recorder();
  logger.child({ bytes: Buffer.from("abc"), big: 10n }).info("hello");
  expect(last()).toMatchObject({ bytes: "[3 bytes]", big: "10" });
});

test("a message over the limit is cut and marked", () => {
  const { logger, last } = recorder();
  logger.info("x".repeat(300_000));
  expect(last()).toMatchObject({ truncated: true });
});
