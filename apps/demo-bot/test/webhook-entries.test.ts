import { describe, expect, test } from "vitest";
import {
  delivery,
  errors,
  message,
  status,
  type Change,
  type Customer,
} from "../src/demo/deliveries.ts";
import type { JsonObject } from "../src/json.ts";
import { webhookItems, type WebhookItem } from "../src/webhook-entries.ts";

const ANNA: Customer = { name: "Anna Rossi", number: "1234567890", userId: "IT.539" };
const LUCA: Customer = { name: "Luca", username: "luca", userId: "IT.228" };
const GROUP = "Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MToxMjAzNjM0MDQ2OTQyMzM4MjAZD";
const STAMP = { id: "wamid.1", sentAtMs: 1_795_428_930_123 };

function itemsOf(...changes: readonly Change[]): WebhookItem[] {
  return webhookItems(delivery(changes));
}

function said(body: string): JsonObject {
  return { type: "text", text: { body } };
}

/** Type and content of a message; then, where they differ, its data, text and choice. */
const CONTENTS: readonly {
  type: string;
  content: JsonObject;
  data?: JsonObject;
  text?: string;
  choice?: string;
}[] = [
  { type: "image", content: { caption: "Broken", id: "42" }, text: "Broken" },
  { type: "audio", content: { id: "42", voice: true } },
  {
    type: "interactive",
    content: { type: "button_reply", button_reply: { id: "track", title: "Track it" } },
    data: { kind: "button_reply", id: "track", title: "Track it" },
    text: "Track it",
    choice: "track",
  },
  {
    type: "interactive",
    content: { type: "list_reply", list_reply: { id: "call", title: "Call me", description: "d" } },
    data: { kind: "list_reply", id: "call", title: "Call me", description: "d" },
    text: "Call me",
    choice: "call",
  },
  {
    type: "interactive",
    content: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: "{}" } },
    data: { kind: "nfm_reply", name: "flow", body: "Sent", response_json: "{}" },
    text: "Sent",
  },
  { type: "button", content: { text: "Yes", payload: "yes" }, text: "Yes", choice: "yes" },
  { type: "reaction", content: { message_id: "m", emoji: "👍" }, text: "👍" },
  { type: "reaction", content: { message_id: "m" }, text: "took the reaction back" },
  { type: "location", content: { latitude: 45.5, longitude: 9.2, name: "Duomo" }, text: "Duomo" },
  { type: "location", content: { latitude: 45.5, longitude: 9.2 }, text: "45.5, 9.2" },
  { type: "sticker", content: { id: "7", animated: true } },
  { type: "something_new", content: { a: 1 } },
];

test.each(CONTENTS)("$type $content", ({ type, content, data = content, text, choice }) => {
  const [item] = itemsOf(message(ANNA, STAMP, { type, [type]: content }));
  expect(item).toMatchObject({
    kind: "message",
    message: { type, text, choice },
    entry: { type, data },
  });
});

describe("messages", () => {
  test("a text is an incoming entry of its sender, with what a bot needs to answer", () => {
    expect(itemsOf(message(ANNA, STAMP, said("Hello")))).toEqual([
      {
        kind: "message",
        message: {
          id: "wamid.1",
          phone: "1234567890",
          isGroup: false,
          type: "text",
          text: "Hello",
          choice: undefined,
        },
        entry: {
          phone: "1234567890",
          direction: "INCOMING",
          type: "text",
          id: "wamid.1",
          sentAt: "1795428930",
          data: { text: "Hello", profile: { name: "Anna Rossi" }, context: undefined },
          message: "Hello",
        },
      },
    ]);
  });

  test("an unsupported message says why, a contact card keeps its contacts", () => {
    const unsupported = { errors: [{ code: 131_051, title: "Message type unknown" }] };
    const [first] = itemsOf(message(ANNA, STAMP, { type: "unsupported", ...unsupported }));
    expect(first).toMatchObject({ entry: { type: "unsupported", data: unsupported } });
    const card = { contacts: [{ name: { formatted_name: "Bob" } }] };
    const [second] = itemsOf(message(ANNA, STAMP, { type: "contacts", ...card }));
    expect(second).toMatchObject({ entry: { type: "contacts", data: card } });
  });

  test("in a group the phone is the group and the author is from", () => {
    const [item] = itemsOf(message(ANNA, STAMP, { ...said("Hi all"), group_id: GROUP }));
    expect(item).toMatchObject({
      message: { phone: GROUP, isGroup: true },
      entry: { phone: GROUP, from: "1234567890", data: { profile: { name: "Anna Rossi" } } },
    });
  });

  test("a user without a number is known by the business-scoped id", () => {
    const [item] = itemsOf(message(LUCA, STAMP, said("Hi")));
    expect(item).toMatchObject({
      entry: { phone: "IT.228", data: { profile: { name: "Luca", username: "luca" } } },
    });
    expect(item).not.toHaveProperty("entry.from");
  });

  test("what a message answers is kept", () => {
    const context = { from: "15550783881", id: "wamid.0" };
    const [item] = itemsOf(message(ANNA, STAMP, { ...said("Yes"), context }));
    expect(item).toMatchObject({ entry: { data: { context } } });
  });

  test("a change of number is a system entry", () => {
    const content = { type: "user_changed_number", body: "Anna changed", wa_id: "1234567891" };
    const [item] = itemsOf(message(ANNA, STAMP, { type: "system", system: content }));
    expect(item).toMatchObject({
      entry: { direction: "SYSTEM", data: content, message: "Anna changed" },
    });
  });

  test.each([["soon"], [""], [1_795_428_930], [undefined]])(
    "a timestamp %j is left out",
    (timestamp) => {
      const [item] = itemsOf(message(ANNA, STAMP, { ...said("x"), timestamp }));
      expect(item?.kind).toBe("message");
      expect(item).not.toHaveProperty("entry.sentAt");
    },
  );
});

describe("statuses", () => {
  test.each(["sent", "delivered", "read", "played"])("%s", (name) => {
    expect(itemsOf(status(ANNA, STAMP, name))).toMatchObject([
      {
        kind: "status",
        entry: {
          phone: "1234567890",
          direction: "SYSTEM",
          type: "status",
          id: "wamid.1",
          level: "info",
          sentAt: "1795428930",
          data: { status: name },
          message: name,
        },
      },
    ]);
  });

  test("failed is an error and says why", () => {
    const list = [{ code: 131_026, title: "Message undeliverable" }];
    expect(itemsOf(status(ANNA, STAMP, "failed", list))).toMatchObject([
      {
        entry: {
          level: "error",
          message: "failed: Message undeliverable",
          data: { status: "failed", errors: list },
        },
      },
    ]);
  });

  test("of a user without a number it has the business-scoped id, of a group the participant", () => {
    expect(itemsOf(status(LUCA, STAMP, "read"))).toMatchObject([{ entry: { phone: "IT.228" } }]);
    const value = {
      statuses: [
        {
          id: "m",
          status: "read",
          recipient_id: GROUP,
          recipient_type: "group",
          recipient_participant_id: "1234567890",
        },
      ],
    };
    expect(itemsOf({ field: "messages", value })).toMatchObject([
      { entry: { phone: GROUP, from: "1234567890" } },
    ]);
  });
});

describe("what concerns no conversation", () => {
  test("errors beside the messages", () => {
    expect(itemsOf(errors({ code: 130_429, title: "Rate limit hit" }))).toMatchObject([
      { kind: "notice", level: "error", text: "WhatsApp reports: Rate limit hit" },
    ]);
  });

  test("other fields", () => {
    const value = { event: "APPROVED" };
    expect(itemsOf({ field: "message_template_status_update", value })).toEqual([
      {
        kind: "notice",
        level: "info",
        text: "WhatsApp: message_template_status_update",
        data: value,
      },
    ]);
  });

  test("messages and statuses without what they need", () => {
    const value = { messages: [{ type: "text" }, null], statuses: [{ id: "m" }] };
    expect(itemsOf({ field: "messages", value }).map(({ kind }) => kind)).toEqual([
      "notice",
      "notice",
      "notice",
    ]);
  });
});

test("a batch is taken apart in its order", () => {
  const body = delivery(
    [message(ANNA, { ...STAMP, id: "1" }, said("a")), status(ANNA, { ...STAMP, id: "2" }, "sent")],
    [message(LUCA, { ...STAMP, id: "3" }, said("b"))],
  );
  const ids = webhookItems(body).map((item) => (item.kind === "notice" ? "" : item.entry.id));
  expect(ids).toEqual(["1", "2", "3"]);
});

test.each([
  [null],
  [undefined],
  [5],
  ["x"],
  [[]],
  [{}],
  [{ entry: 5 }],
  [{ entry: [{ changes: {} }] }],
  [{ entry: [null, { changes: [null, 1, { field: "messages", value: [] }] }] }],
])("a body %j holds no messages, and nothing throws", (body) => {
  expect(webhookItems(body).filter(({ kind }) => kind !== "notice")).toEqual([]);
});
