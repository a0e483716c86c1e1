import { expect, test } from "vitest";
import { sentEntry } from "../../src/cloud-api.ts";
import { CUSTOMER } from "../payloads/webhook.ts";

const OFFERED = [
  "button",
  "list",
  "cta_url",
  "product",
  "product_list",
  "catalog_message",
  "flow",
  "location_request_message",
  "voice_call",
  "call_permission_request",
  "request_contact_info",
  "carousel",
  "address_message",
];
const SENT = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "reaction",
  "template",
  "interactive",
];

const answer = { messages: [{ id: "wamid.OUT" }], contacts: [{ wa_id: CUSTOMER }] };

test.each(SENT)("%s", (type) => {
  expect(
    sentEntry({
      body: {
        to: CUSTOMER,
        type,
        [type]: { body: "x", link: "https://cdn.example/a.jpg?token=SECRET" },
      },
      answer,
    }),
  ).toMatchObject({
    phone: CUSTOMER,
    direction: "OUTGOING",
    type,
    id: "wamid.OUT",
  });
});

test.each(OFFERED)("interactive %s", (kind) => {
  const interactive = {
    type: kind,
    body: { text: "Choose" },
    action: { buttons: [{ reply: { id: "a", title: "A" } }] },
  };
  expect(
    sentEntry({ body: { to: CUSTOMER, type: "interactive", interactive }, answer }),
  ).toMatchObject({
    type: "interactive",
    message: "Choose",
    data: { kind, text: "Choose", content: { action: { buttons: [{ reply: { id: "a" } }] } } },
  });
});

test("the type may be left out of a text", () => {
  expect(sentEntry({ body: { to: CUSTOMER, text: { body: "Hi" } }, answer })).toMatchObject({
    type: "text",
    message: "Hi",
  });
});

test("to a user without a number", () => {
  expect(
    sentEntry({
      body: { recipient: "IT.228", type: "text", text: { body: "Hi" } },
      answer: { messages: [{ id: "m" }] },
    }),
  ).toMatchObject({ phone: "IT.228" });
});

test("what was refused is an error with its code", () => {
  const refused = {
    error: { code: 131_056, message: "(#131056) pair rate limit hit", fbtrace_id: "x" },
  };
  expect(
    sentEntry({ body: { to: CUSTOMER, text: { body: "Hi" } }, answer: refused }),
  ).toMatchObject({
    level: "error",
    data: {
      status: "failed",
      errors: [{ code: 131_056, title: "(#131056) pair rate limit hit" }],
    },
  });
});

test("what got no answer is an error", () => {
  const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  const error = new TypeError("fetch failed", { cause });
  expect(sentEntry({ body: { to: CUSTOMER, text: { body: "Hi" } }, error })).toMatchObject({
    level: "error",
    data: { errors: [{ code: "ECONNREFUSED", title: "fetch failed" }] },
  });
});

test("reading marks are a line of app.log", () => {
  expect(
    sentEntry({ body: { status: "read", message_id: "wamid.1" }, answer: { success: true } }),
  ).toMatchObject({
    log: "app",
    message: "Marked as read",
  });
});

test("the address of a file loses its query", () => {
  const image = { link: "https://user:pw@cdn.example/a.jpg?token=SECRET#x", caption: "Look" };
  expect(sentEntry({ body: { to: CUSTOMER, type: "image", image }, answer })).toMatchObject({
    data: { media: { url: "https://cdn.example/a.jpg" } },
  });
});
