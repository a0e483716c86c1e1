import { describe, expect, test } from "vitest";
import {
  isMessageEntry,
  isMessageState,
  messageStep,
  messageTimeMs,
  type LogEntry,
} from "../src/index.ts";

const TIME = "2026-11-23T10:15:30.000Z";

function entry(fields: Partial<LogEntry>): LogEntry {
  return { level: "info", time: TIME, phone: "1234567890", ...fields };
}

describe("what is a message", () => {
  test.each([
    [{ direction: "INCOMING", type: "text" }, true],
    [{ direction: "OUTGOING", type: "template" }, true],
    [{ direction: "INCOMING", type: "unsupported" }, true],
    [{ direction: "OUTGOING" }, true],
    [{ direction: "SYSTEM", type: "text" }, false],
    [{ type: "text" }, false],
    ...[
      "status",
      "reaction",
      "poll_vote",
      "edit",
      "revoke",
      "call",
      "group",
      "system",
      "error",
    ].map((type) => [{ direction: "INCOMING", type }, false] as const),
  ] as const)("%j: %s", (fields, expected) => {
    expect(isMessageEntry(entry(fields))).toBe(expected);
  });
});

describe("what an entry tells of a message's way", () => {
  test("a status: the state, the platform's time, the reasons", () => {
    const errors = [
      { code: 131_026, title: "Message undeliverable", href: "x" },
      { details: "No" },
    ];
    const told = entry({
      direction: "SYSTEM",
      type: "status",
      sentAt: "2026-11-23T10:15:29.000Z",
      data: { status: "failed", errors },
    });
    expect(messageStep(told)).toEqual({
      state: "failed",
      timeMs: Date.parse("2026-11-23T10:15:29.000Z"),
      errors: [{ code: "131026", title: "Message undeliverable" }, { details: "No" }],
    });
  });

  test("without the platform's time, when it was logged", () => {
    expect(messageTimeMs(entry({}))).toBe(Date.parse(TIME));
    expect(messageTimeMs(entry({ sentAt: "yesterday" }))).toBe(Date.parse(TIME));
  });

  test("a message of the bot that was refused", () => {
    const told = messageStep(
      entry({ direction: "OUTGOING", type: "text", data: { status: "failed" } }),
    );
    expect(told?.state).toBe("failed");
  });

  test.each([
    ["a customer's message", { direction: "INCOMING", type: "text", data: { status: "read" } }],
    ["a call", { direction: "OUTGOING", type: "call", data: { status: "failed" } }],
    ["a state of another name", { type: "status", data: { status: "warning" } }],
    ["no content", { type: "status" }],
    ["a list", { type: "status", data: ["failed"] }],
    ["a state that every object has", { type: "status", data: { status: "constructor" } }],
  ] as const)("nothing: %s", (_, fields) => {
    expect(messageStep(entry(fields as Partial<LogEntry>))).toBeUndefined();
  });

  test("reasons of other forms are left out", () => {
    const errors = [null, "no", { code: {} }, { code: "470" }];
    const step = messageStep(entry({ type: "status", data: { status: "failed", errors } }));
    expect(step?.errors).toEqual([{}, {}, {}, { code: "470" }]);
    expect(
      messageStep(entry({ type: "status", data: { status: "failed", errors: "no" } }))?.errors,
    ).toEqual([]);
  });
});

test("names of states", () => {
  expect(["sent", "failed", "played"].every(isMessageState)).toBe(true);
  expect(["SENT", "", 1, undefined].some(isMessageState)).toBe(false);
});
