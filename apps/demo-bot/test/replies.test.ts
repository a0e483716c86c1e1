import { expect, test } from "vitest";
import { replyTo } from "../src/replies.ts";
import type { ReceivedMessage } from "../src/webhook-entries.ts";

const MESSAGE: ReceivedMessage = {
  id: "wamid.1",
  phone: "1234567890",
  isGroup: false,
  type: "text",
  text: "Hello",
  choice: undefined,
};

test.each([
  [{ text: "When are you OPEN?" }, "text", /9:00 to 19:00/],
  [{ text: "Where is my order?" }, "interactive", /like to do/],
  [{ text: "Thank you so much" }, "text", /welcome/],
  [{ text: "Hello" }, "text", /answer today/],
  [{ text: undefined }, "text", /answer today/],
  [{ type: "interactive", choice: "track" }, "text", /on its way/],
  [{ type: "button", choice: "cancel" }, "text", /cancelled/],
  [{ type: "interactive", choice: "call" }, "text", /colleague/],
  [{ type: "image" }, "text", /picture/],
  [{ type: "location" }, "text", /nearest/],
] as const)("to %o it says something", (part, type, text) => {
  const reply = replyTo({ ...MESSAGE, ...part });
  expect(reply).toMatchObject({ type, text: expect.stringMatching(text) as string });
});

test.each([
  [{ type: "reaction" }],
  [{ type: "unsupported" }],
  [{ type: "system" }],
  [{ isGroup: true }],
])("to %o it says nothing", (part) => {
  expect(replyTo({ ...MESSAGE, ...part })).toBeUndefined();
});

test("offered choices are buttons that the bot understands", () => {
  const content = JSON.stringify(replyTo({ ...MESSAGE, text: "order" })?.content);
  for (const choice of ["track", "cancel", "call"]) expect(content).toContain(`"id":"${choice}"`);
});
