import { expect, test } from "vitest";
import { change, CUSTOMER } from "../payloads/webhook.ts";

const ACCOUNT_FIELDS = [
  "account_alerts",
  "account_review_update",
  "account_settings_update",
  "account_update",
  "automatic_events",
  "business_capability_update",
  "business_status_update",
  "flows",
  "message_template_components_update",
  "message_template_quality_update",
  "message_template_status_update",
  "messaging_handovers",
  "partner_solutions",
  "payment_configuration_update",
  "phone_number_name_update",
  "phone_number_quality_update",
  "security",
  "smb_app_state_sync",
  "template_category_update",
  "template_correct_category_detection",
  "tracking_events",
];

test.each(ACCOUNT_FIELDS)("%s is a line of app.log", (field) => {
  expect(change(field, { event: "APPROVED", message_template_name: "welcome" })).toMatchObject([
    {
      log: "app",
      level: "info",
      message: `WhatsApp: ${field} welcome APPROVED`,
      data: { field },
    },
  ]);
});

test("bad news is a warning", () => {
  expect(change("account_update", { event: "ACCOUNT_VIOLATION" })).toMatchObject([
    { level: "warn" },
  ]);
});

test("errors that concern no message", () => {
  expect(
    change("messages", { errors: [{ code: 130_429, title: "Rate limit hit" }] }),
  ).toMatchObject([{ log: "app", level: "error", message: "WhatsApp reports: Rate limit hit" }]);
});

test("echoes of the phone app are outgoing", () => {
  const echo = {
    from: "15550783881",
    to: CUSTOMER,
    id: "wamid.2",
    timestamp: "1795428930",
    type: "text",
    text: { body: "From the phone" },
  };
  expect(change("smb_message_echoes", { message_echoes: [echo] })).toMatchObject([
    { phone: CUSTOMER, direction: "OUTGOING", type: "text", data: { text: "From the phone" } },
  ]);
});

test("history keeps its times as sentAt, and names no time of its own", () => {
  const messages = [
    {
      from: CUSTOMER,
      id: "h1",
      timestamp: "1700000000",
      type: "text",
      text: { body: "Old" },
      history_context: { status: "READ" },
    },
    {
      from: "15550783881",
      to: CUSTOMER,
      id: "h2",
      timestamp: "1700000001",
      type: "text",
      text: { body: "Older" },
    },
  ];
  const metadata = { display_phone_number: "15550783881" };
  const entries = change("history", {
    metadata,
    history: [{ metadata: { phase: 0, progress: 100 }, threads: [{ id: CUSTOMER, messages }] }],
  });
  expect(entries).toMatchObject([
    {
      phone: CUSTOMER,
      direction: "INCOMING",
      sentAt: "2023-11-14T22:13:20.000Z",
      data: { history: true },
    },
    { phone: CUSTOMER, direction: "OUTGOING", id: "h2" },
    { log: "app" },
  ]);
  for (const entry of entries) expect(entry).not.toHaveProperty("time");
});

test("calls, their statuses, preferences, new user ids and groups", () => {
  expect(
    change("calls", {
      calls: [
        {
          id: "wacid.1",
          from: CUSTOMER,
          event: "connect",
          direction: "USER_INITIATED",
          timestamp: "1795428930",
          session: { sdp: "secret" },
        },
      ],
    }),
  ).toMatchObject([
    {
      phone: CUSTOMER,
      type: "call",
      direction: "INCOMING",
      id: "wacid.1",
      data: { status: "connect" },
    },
  ]);
  expect(
    change("calls", {
      statuses: [{ id: "wacid.1", type: "call", status: "RINGING", recipient_id: CUSTOMER }],
    }),
  ).toMatchObject([{ phone: CUSTOMER, type: "call", data: { status: "ringing" } }]);
  expect(
    change("user_preferences", {
      user_preferences: [
        {
          wa_id: CUSTOMER,
          category: "marketing_messages",
          value: "stop",
          detail: "User stopped",
        },
      ],
    }),
  ).toMatchObject([
    {
      phone: CUSTOMER,
      type: "system",
      data: { kind: "user_preferences", text: "User stopped", content: { value: "stop" } },
    },
  ]);
  expect(
    change("user_id_update", {
      user_id_update: [{ user_id: { previous: "US.1", current: "US.2" } }],
    }),
  ).toMatchObject([
    { phone: "US.2", type: "system", data: { content: { user_id: { previous: "US.1" } } } },
    { log: "aliases", phones: ["US.1", "US.2"], reason: "changed" },
  ]);
  expect(
    change("group_lifecycle_update", {
      groups: [{ group_id: "120363025246125486@g.us", type: "group_create", subject: "Fans" }],
    }),
  ).toMatchObject([
    {
      phone: "120363025246125486@g.us",
      type: "group",
      data: { kind: "group_create", content: { subject: "Fans" } },
    },
  ]);
});
