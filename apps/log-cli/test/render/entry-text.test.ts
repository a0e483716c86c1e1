import { expect, test } from "vitest";
import type { LogEntry } from "@org/log-core";
import { entryText } from "../../src/render/entry-text.ts";

const message = {
  level: "info",
  time: "2026-11-23T10:15:30.123Z",
  phone: "1234567890",
  direction: "INCOMING",
  type: "text",
  msg: "INCOMING text",
} as const;

test.each<[string, Partial<LogEntry>, string]>([
  ["text", { data: { text: "Hello" } }, "Hello"],
  ["text of the Cloud API", { data: { text: { body: "Hello" } } }, "Hello"],
  ["caption", { data: { caption: "My cat", id: 7 } }, "My cat"],
  ["message of the caller", { msg: "Hi there", data: { id: 7 } }, "Hi there"],
  ["data of no known form", { data: { buttons: ["yes"] } }, '{"buttons":["yes"]}'],
  ["nothing", {}, ""],
  ["data that is null", { data: null }, ""],
  ["author of a group's line", { from: "393331234567", data: { text: "Hi" } }, "393331234567: Hi"],
  [
    "logged error",
    { msg: "Payment failed", err: { message: "timeout" } },
    "Payment failed: timeout",
  ],
  ["logged error that is the message", { msg: "timeout", err: { message: "timeout" } }, "timeout"],
])("shows the %s", (_, fields, text) => {
  expect(entryText({ ...message, ...fields })).toBe(text);
});
