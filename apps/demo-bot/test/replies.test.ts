import type { MessageEntry } from "@org/log-adapters";
import { expect, test } from "vitest";
import { replyTo } from "../src/replies.ts";

const MESSAGE: MessageEntry = {
  log: "whatsapp",
  phone: "1234567890",
  direction: "INCOMING",
  type: "text",
  id: "wamid.1",
  data: { text: "Hello" },
};

test.each([
  [{ data: { text: "When are you OPEN?" } }, "text", /9:00 to 19:00/],
  [{ data: { text: "Where is my order?" } }, "interactive", /like to do/],
  [{ data: { text: "Thank you so much" } }, "text", /welcome/],
  [{ data: { text: "Hello" } }, "text", /answer today/],
  [{ data: { text: undefined } }, "text", /answer today/],
  [{ type: "interactive", data: { choice: { id: "track" } } }, "text", /on its way/],
  [{ type: "interactive", data: { choice: { id: "cancel" } } }, "text", /cancelled/],
  [{ type: "interactive", data: { choice: { id: "call" } } }, "text", /colleague/],
  [{ type: "image" }, "text", /picture/],
  [{ type: "location" }, "text", /nearest/],
] as const)("to %o it says something", (part, type, text) => {
  const reply = replyTo({ ...MESSAGE, ...part });
  expect(reply).toMatchObject({ type, text: expect.stringMatching(text) as string });
});

test.each([
  [{ type: "reaction" }],
  [{ type: "unsupported" }],
  [{ type: "status", direction: "SYSTEM" }],
  [{ direction: "OUTGOING" }],
  [{ from: "393331234567" }],
] satisfies readonly (readonly [Partial<MessageEntry>])[])("to %o it says nothing", (part) => {
  expect(replyTo({ ...MESSAGE, ...part })).toBeUndefined();
});

test("offered choices are buttons that the bot understands", () => {
  const content = JSON.stringify(replyTo({ ...MESSAGE, data: { text: "order" } })?.content);
  for (const choice of ["track", "cancel", "call"]) expect(content).toContain(`"id":"${choice}"`);
});
