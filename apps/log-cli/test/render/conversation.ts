import type { LogEntry } from "@org/log-core";
import { LIBRARIES, OWN_LINES, WIDE } from "./odd-entries.ts";
import { said } from "./said.ts";

const profile = { name: "Anna Rossi" };

/** A message of every kind, as a bot on the Cloud API logs it. */
const CLOUD_API: readonly LogEntry[] = [
  said("2026-11-22T22:59:59.000Z", { data: { text: "Good night", profile } }),
  said("2026-11-22T23:00:00.000Z", {
    id: "wamid.monday",
    data: { text: "It is Monday in Rome\nand still Sunday in UTC", profile },
  }),
  said("2026-11-23T10:15:30.123Z", {
    direction: "OUTGOING",
    id: "wamid.ciao",
    data: { text: { body: "Ciao 👋 שלום" } },
  }),
  ...["sent", "delivered", "read"].map((status, at) =>
    said(`2026-11-23T10:15:3${at + 1}.000Z`, {
      direction: "SYSTEM",
      type: "status",
      id: "wamid.ciao",
      data: { status },
      msg: status,
    }),
  ),
  said("2026-11-23T10:16:00.000Z", {
    direction: "OUTGOING",
    type: "interactive",
    id: "wamid.question",
    data: {
      type: "button",
      body: { text: "What would you like to do with your order?" },
      action: {
        buttons: ["Track it", "Cancel it", "Call me"].map((title) => ({
          type: "reply",
          reply: { id: title, title },
        })),
      },
    },
  }),
  said("2026-11-23T10:16:20.000Z", {
    type: "interactive",
    data: {
      kind: "button_reply",
      id: "track",
      title: "Track it",
      profile,
      context: { id: "wamid.question" },
    },
    msg: "Track it",
  }),
  said("2026-11-23T10:17:00.000Z", {
    direction: "OUTGOING",
    type: "interactive",
    data: {
      type: "list",
      body: { text: "When shall we call?" },
      action: {
        button: "Choose",
        sections: [
          {
            rows: [
              { id: "am", title: "In the morning" },
              { id: "pm", title: "Later" },
            ],
          },
        ],
      },
    },
  }),
  said("2026-11-23T10:18:00.000Z", {
    type: "image",
    data: {
      caption: "The parcel arrived, but the box is damaged",
      mime_type: "image/jpeg",
      sha256: "SfInY0gGKTsJlUWbwxC1k",
      id: "1003383421387256",
      file_size: 245_120,
    },
  }),
  said("2026-11-23T10:18:10.000Z", {
    type: "document",
    data: { document: { filename: "receipt 4711.pdf", mime_type: "application/pdf" } },
  }),
  said("2026-11-23T10:18:20.000Z", {
    type: "audio",
    data: { mime_type: "audio/ogg; codecs=opus", voice: true, id: "3", seconds: 67 },
  }),
  said("2026-11-23T10:18:30.000Z", {
    type: "location",
    data: {
      latitude: 45.4642,
      longitude: 9.19,
      name: "Duomo",
      address: "Piazza del Duomo, Milano",
    },
  }),
  said("2026-11-23T10:18:40.000Z", {
    type: "contacts",
    data: {
      contacts: [
        { name: { formatted_name: "Marco Bianchi" }, phones: [{ phone: "+39 333 123 4567" }] },
        { name: { first_name: "Luca" }, org: { company: "Foto Luca" } },
      ],
    },
  }),
  said("2026-11-23T10:18:50.000Z", {
    type: "reaction",
    data: { message_id: "wamid.ciao", emoji: "❤️" },
    msg: "❤️",
  }),
  said("2026-11-23T10:19:00.000Z", {
    direction: "OUTGOING",
    type: "template",
    data: {
      name: "order_ready",
      language: { code: "it" },
      components: [
        {
          type: "body",
          parameters: [
            { type: "text", text: "Anna" },
            { type: "text", text: "4711" },
          ],
        },
      ],
    },
  }),
  said("2026-11-23T10:19:10.000Z", {
    type: "order",
    data: {
      catalog_id: "1",
      text: "As last time, please",
      product_items: [
        { product_retailer_id: "coffee-1kg", quantity: 2, item_price: 12.5, currency: "EUR" },
      ],
    },
  }),
  said("2026-11-23T10:19:20.000Z", {
    direction: "SYSTEM",
    type: "status",
    level: "error",
    id: "wamid.lost",
    data: {
      status: "failed",
      errors: [
        {
          code: 131_026,
          title: "Message undeliverable",
          error_data: { details: "Message Undeliverable." },
        },
      ],
    },
    msg: "failed: Message undeliverable",
  }),
  said("2026-11-23T10:19:30.000Z", {
    direction: "SYSTEM",
    type: "error",
    level: "error",
    msg: "Re-engagement message",
    data: { code: 131_047 },
  }),
  said("2026-11-23T10:19:40.000Z", {
    type: "unsupported",
    data: { errors: [{ code: 131_051, title: "Message type unknown" }] },
  }),
  said("2026-11-23T10:19:50.000Z", {
    type: "edit",
    data: {
      edit: {
        original_message_id: "wamid.monday",
        message: { type: "text", text: { body: "It is Monday everywhere now" } },
      },
    },
  }),
  said("2026-11-23T10:20:00.000Z", {
    type: "revoke",
    data: { revoke: { original_message_id: "wamid.monday" } },
  }),
  said("2026-11-23T10:20:10.000Z", {
    direction: "SYSTEM",
    type: "system",
    data: { body: "Anna changed from 1234567890 to 1234567891", type: "customer_changed_number" },
  }),
];

/** A conversation with everything in it. */
export const CONVERSATION: readonly LogEntry[] = [
  ...CLOUD_API,
  ...LIBRARIES,
  ...OWN_LINES,
  ...WIDE,
];
