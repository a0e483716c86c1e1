import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { pino, stdSerializers } from "pino";
import { expect, test } from "vitest";
import type { Logger } from "../../src/entry/pino.ts";
import { recorder } from "./app-log-recorder.ts";

/** Without what differs by design: pid, hostname, numeric level, epoch time. */
function plainPino(log: (logger: Logger) => void): Record<string, unknown> {
  let line = "{}";
  log(pino({ base: null }, { write: (text: string) => (line = text) }));
  const { level: _level, time: _time, ...fields } = JSON.parse(line) as Record<string, unknown>;
  return fields;
}

function ours(log: (logger: Logger) => void): Record<string, unknown> {
  const { logger, last, lines } = recorder();
  log(logger);
  if (lines.length === 0) return {};
  const { level: _level, time: _time, ...fields } = last();
  return fields;
}

const error = Object.assign(new TypeError("boom"), { code: "E1" });
const cases: readonly [string, (logger: Logger) => void][] = [
  ["a message", (logger) => logger.info("Application event")],
  ["formatting", (logger) => logger.info("%s is %d of %j, 100%%", "x", 5, { a: [1] })],
  ["too few and too many values", (logger) => logger.info("%s %s", "x", undefined)],
  ["an object and a message", (logger) => logger.info({ a: 1, nested: { b: [2] } }, "hello")],
  ["an object alone", (logger) => logger.info({ a: 1 })],
  ["an object with a message in it", (logger) => logger.info({ msg: "in it", a: 1 })],
  ["an object, a message and formatting", (logger) => logger.info({ a: 1 }, "%s!", "hello")],
  ["an error", (logger) => logger.error(error)],
  ["an error and a message", (logger) => logger.error(error, "Error occurred")],
  ["an error as err", (logger) => logger.error({ err: error, a: 1 })],
  ["an error as err and a message", (logger) => logger.error({ err: error }, "hello")],
  ["a child", (logger) => logger.child({ a: 1 }).info("hello")],
  [
    "a child of a child",
    (logger) => logger.child({ a: 1 }).child({ b: 2 }).info({ c: 3 }, "hello"),
  ],
  ["a child and the same field", (logger) => logger.child({ a: 1 }).info({ a: 2 }, "hello")],
  [
    "a child of a child, same field",
    (logger) => logger.child({ a: 1 }).child({ a: 2 }).info("hello"),
  ],
  ["a prefix", (logger) => logger.child({}, { msgPrefix: "[x] " }).info("hello")],
  ["a prefix and an error", (logger) => logger.child({}, { msgPrefix: "[x] " }).error(error)],
  ["a child's level", (logger) => logger.child({}, { level: "error" }).info("not written")],
  [
    "setBindings",
    (logger) => {
      const child = logger.child({ a: 1 });
      child.setBindings({ b: 2 });
      child.info("hello");
    },
  ],
  [
    "a child's redaction",
    (logger) =>
      logger
        .child({ id: 1 }, { redact: ["card.number", "*.cvc"] })
        .info({ card: { number: 1, cvc: 2, name: "n" } }),
  ],
  [
    "a child's serializers, with what they are given",
    (logger) => {
      const serializers = { user: (user: { id: () => number }) => ({ id: user.id() }) };
      logger.child({ user: { id: () => 1 } }, { serializers }).info("bound");
    },
  ],
  [
    "a child's serializers, inherited",
    (logger) => {
      const serializers = { user: (user: { id: () => number }) => ({ id: user.id() }) };
      logger
        .child({}, { serializers })
        .child({ b: 1 })
        .info({ user: { id: () => 2 } }, "logged");
    },
  ],
  [
    "a child's formatters",
    (logger) => {
      const formatters = {
        log: (given: object) => ({ ...given, added: 1 }),
        bindings: (given: object) => ({ ...given, bound: 1 }),
      };
      logger.child({ a: 1 }, { formatters }).info({ b: 2 }, "hello");
    },
  ],
  [
    "standard serializers",
    (logger) => logger.child({}, { serializers: stdSerializers }).error(error),
  ],
  [
    "undefined fields",
    (logger) => logger.info({ a: undefined, b: () => 1, c: Symbol("c") }, "hello"),
  ],
  ["nothing", (logger) => logger.info(undefined)],
  ["a level that is off", (logger) => logger.debug("not written")],
];

test.each(cases)("%s", (_name, log) => {
  expect(ours(log)).toEqual(plainPino(log));
});

test("levels: set, asked, changed, and of children", () => {
  const { logger, lines } = recorder();
  expect(logger.level).toBe("info");
  expect(logger.isLevelEnabled("debug")).toBe(false);
  logger.level = "debug";
  expect(logger.isLevelEnabled("debug")).toBe(true);
  const child = logger.child({});
  expect(child.level).toBe("debug");
  child.level = "error";
  expect(logger.level).toBe("debug");
  child.warn("not written");
  logger.debug("written");
  expect(lines).toHaveLength(1);
  expect(() => (logger.level = "loud")).toThrow("unknown level");
});

test("all levels have their label", () => {
  const { logger, last } = recorder();
  logger.level = "trace";
  for (const level of ["trace", "debug", "info", "warn", "error", "fatal"] as const) {
    logger[level]("hello");
    expect(last().level).toBe(level);
  }
});

test("custom levels are written under the level below them", () => {
  const { logger, last } = recorder();
  const child = logger.child({}, { customLevels: { notice: 35 } });
  child.notice("hello");
  expect(last()).toMatchObject({ level: "info", msg: "hello" });
});

test("bindings() gives what is bound, once", () => {
  const { logger } = recorder({ bot: "sales" });
  expect(logger.child({ a: 1 }).child({ a: 2, b: 3 }).bindings()).toEqual({
    bot: "sales",
    a: 2,
    b: 3,
  });
});

test("flush calls back", async () => {
  const { logger } = recorder();
  await new Promise<void>((resolve) => logger.child({}).flush(() => resolve()));
});

test("child() without bindings says what is missing", () => {
  const { logger } = recorder();
  expect(() => logger.child(undefined as unknown as object)).toThrow("missing bindings");
});

test("an HTTP request is logged as one", () => {
  const { logger, last } = recorder();
  const incoming = new IncomingMessage(new Socket());
  Object.assign(incoming, { method: "POST", url: "/x", headers: { cookie: "a" } });
  logger.info(incoming, "came in");
  const request = last()["req"] as Record<string, unknown>;
  expect(request).toMatchObject({ method: "POST", url: "/x", headers: { cookie: "[redacted]" } });
  logger.info({ req: incoming }, "came in");
  expect(last()["req"]).toEqual({ method: "POST", url: "/x", headers: { cookie: "[redacted]" } });
});
