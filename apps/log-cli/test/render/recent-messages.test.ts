import { expect, test } from "vitest";
import type { LogEntry } from "@org/log-core";
import { createRecentMessages } from "../../src/render/recent-messages.ts";

const entry = (id: string): LogEntry => ({
  level: "info",
  time: "2026-11-23T10:15:30.123Z",
  direction: "INCOMING",
  id,
});

test("the request that sent a message does not stand for it, though it has its id", () => {
  const recent = createRecentMessages();
  recent.add(entry("a"), { text: "Hello" });
  recent.add({ level: "info", time: "2026-11-23T10:15:30.123Z", id: "a" }, { text: "POST /x" });
  expect(recent.find("a")).toBe("Hello");
});

test("the beginning of a message is found by its id, and receipts do not take its place", () => {
  const recent = createRecentMessages();
  recent.add(entry("a"), { text: "Hello\nthere" });
  recent.add(entry("a"), { state: "read", text: "read" });
  expect(recent.find("a")).toBe("Hello");
  expect(recent.find("b")).toBeUndefined();
  expect(recent.find(undefined)).toBeUndefined();
});

test("the oldest are forgotten: memory stays bounded", () => {
  const recent = createRecentMessages();
  for (let at = 0; at < 5_000; at += 1) recent.add(entry(`m${at}`), { text: "x" });
  expect(recent.find("m0")).toBeUndefined();
  expect(recent.find("m4999")).toBe("x");
});
