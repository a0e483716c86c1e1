import { describe, expect, test } from "vitest";
import { webhookEntries } from "../../src/cloud-api.ts";
import { MESSAGE_TYPES, type AdaptedEntry } from "../../src/index.ts";
import { withoutLinks } from "../payloads/links.ts";
import { change, CUSTOMER } from "../payloads/webhook.ts";

/** Documented types of incoming messages, with what they become. */
const INCOMING: Readonly<Record<string, string>> = {
  text: "text",
  image: "image",
  video: "video",
  audio: "audio",
  document: "document",
  sticker: "sticker",
  location: "location",
  contacts: "contacts",
  reaction: "reaction",
  interactive: "interactive",
  button: "interactive",
  order: "order",
  system: "system",
  request_welcome: "system",
  edit: "edit",
  revoke: "revoke",
  unsupported: "unsupported",
  unknown: "unsupported",
};
const INTERACTIVE = ["button_reply", "list_reply", "nfm_reply", "call_permission_reply"];

function message(fields: object): readonly AdaptedEntry[] {
  const entries = change("messages", {
    contacts: [{ profile: { name: "Anna", username: "anna" }, wa_id: CUSTOMER, user_id: "IT.539" }],
    messages: [
      { from: CUSTOMER, from_user_id: "IT.539", id: "wamid.1", timestamp: "1795428930", ...fields },
    ],
  });
  return withoutLinks(entries);
}

test.each(Object.entries(INCOMING))("incoming %s is %s", (type, expected) => {
  expect(message({ type, [type]: { id: "x", body: "Hello" } })).toMatchObject([
    {
      phone: CUSTOMER,
      id: "wamid.1",
      type: expected,
      sentAt: "2026-11-23T10:15:30.000Z",
      data: { name: "Anna" },
    },
  ]);
  expect(MESSAGE_TYPES).toContain(expected);
});

test.each(INTERACTIVE)("interactive %s keeps its kind and content", (kind) => {
  const content = {
    id: "track",
    title: "Track it",
    body: "Sent",
    response_json: '{"size":"XL","flow_token":"FLOW-SECRET"}',
    response: "accept",
  };
  const [entry] = message({ type: "interactive", interactive: { type: kind, [kind]: content } });
  expect(entry).toMatchObject({ type: "interactive", data: { kind } });
  expect(JSON.stringify(entry)).toMatch(/Track it|XL/);
  expect(JSON.stringify(entry)).not.toContain("FLOW-SECRET");
});

test("a type of next year is unsupported, and keeps its name and content", () => {
  expect(message({ type: "hologram", hologram: { title: "Hi", token: "SECRET" } })).toMatchObject([
    {
      type: "unsupported",
      message: "hologram",
      data: { kind: "hologram", content: { title: "Hi" } },
    },
  ]);
});

test("an unsupported message says of what kind, and why", () => {
  const errors = [
    { code: 131_051, title: "Message type unknown", error_data: { details: "Not supported." } },
  ];
  expect(message({ type: "unsupported", unsupported: { type: "poll" }, errors })).toMatchObject([
    {
      data: {
        kind: "poll",
        errors: [{ code: 131_051, title: "Message type unknown", details: "Not supported." }],
      },
    },
  ]);
});

test.each(["sent", "delivered", "read", "played", "failed", "deleted", "accepted", "warning"])(
  "status %s",
  (status) => {
    const errors =
      status === "failed" ? [{ code: 131_026, title: "Message undeliverable" }] : undefined;
    const pricing = { billable: true, pricing_model: "PMP", category: "marketing" };
    const entries = change("messages", {
      statuses: [
        { id: "wamid.1", status, timestamp: "1795428930", recipient_id: CUSTOMER, errors, pricing },
      ],
    });
    expect(entries).toMatchObject([
      {
        phone: CUSTOMER,
        direction: "SYSTEM",
        type: "status",
        id: "wamid.1",
        data: { status, pricing: { category: "marketing" } },
      },
    ]);
    if (status === "failed") {
      expect(entries).toMatchObject([
        { level: "error", message: "failed: Message undeliverable", data: { errors } },
      ]);
    }
  },
);

describe("who it is", () => {
  test("a user without a number is known by the business-scoped id", () => {
    const [entry] = change("messages", {
      messages: [
        { from_user_id: "US.13491208655302741918", id: "m", type: "text", text: { body: "Hi" } },
      ],
    });
    expect(entry).toMatchObject({ phone: "US.13491208655302741918" });
  });

  test("in a group the phone is the group and the author is from", () => {
    const group = "Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MToxMjAzNjM0MDQ2OTQyMzM4MjAZD";
    expect(message({ type: "text", text: { body: "Hi" }, group_id: group })).toMatchObject([
      { phone: group, from: CUSTOMER },
    ]);
    const statuses = [
      {
        id: "m",
        status: "read",
        recipient_id: group,
        recipient_type: "group",
        recipient_participant_id: CUSTOMER,
      },
    ];
    expect(change("messages", { statuses })).toMatchObject([{ phone: group, from: CUSTOMER }]);
  });

  test.each([[undefined], ["../../etc/passwd"], [""], [{}], ["0"]])(
    "a sender %j is one error in app.log",
    (from) => {
      const entries = change("messages", {
        messages: [{ from, id: "wamid.9", type: "text", text: { body: "Hello" } }],
      });
      expect(entries).toMatchObject([
        { log: "app", level: "error", data: { id: "wamid.9", text: "Hello" } },
      ]);
    },
  );
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
  [{ entry: [null] }],
  [{ entry: [{ changes: [{ field: "messages", value: [] }] }] }],
])("a body %j is one line of app.log", (body) => {
  expect(webhookEntries(body)).toMatchObject([{ log: "app" }]);
});
