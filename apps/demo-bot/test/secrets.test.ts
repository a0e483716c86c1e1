import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { logEntries, type AdaptedEntry } from "@org/log-adapters";
import { baileysEntries } from "@org/log-adapters/baileys";
import { sentEntry, webhookEntries } from "@org/log-adapters/cloud-api";
import { whatsappWebEntries } from "@org/log-adapters/whatsapp-web";
import { createLogWriter } from "@org/log-writer";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";

/** Stands for a token, a signature, a key. No part of it is anywhere else. */
const SECRET = "Zq7Xk2Vw9PtR4mNb";
const BYTES = Buffer.from(SECRET);
/** How a secret could lie in a file: as text, in base64 at any offset, in hex, as a list of numbers. */
const FORMS = [
  SECRET,
  BYTES.toString("hex"),
  BYTES.join(","),
  ...[0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), BYTES])
      .toString("base64")
      .slice(4, -4),
  ),
];

/** Names under which libraries and the Graph API carry secrets; each gets one, as text and as bytes. */
const SECRET_FIELDS = {
  accessToken: SECRET,
  access_token: SECRET,
  authorization: `Bearer ${SECRET}`,
  token: SECRET,
  flow_token: SECRET,
  app_secret: SECRET,
  signature: `sha256=${SECRET}`,
  "x-hub-signature-256": `sha256=${SECRET}`,
  mediaKey: BYTES,
  fileEncSha256: BYTES,
  messageSecret: Uint8Array.from(BYTES),
  encKey: { type: "Buffer", data: [...BYTES] },
  privKey: SECRET,
  rootKey: { private: BYTES, public: BYTES },
  noiseKey: BYTES.toString("base64"),
  creds: { me: SECRET },
  senderKeyHash: BYTES,
  directPath: `/v/t62?oh=${SECRET}`,
  inviteCode: SECRET,
  jpegThumbnail: BYTES,
};
/** How a secret gets into a text that is logged. */
const SECRET_TEXTS = [
  ` Authorization: Bearer ${SECRET}`,
  ` https://graph.facebook.com/me?access_token=${SECRET}`,
  ` https://user:${SECRET}@example.com/`,
  ` {"access_token":"${SECRET}","a":1}`,
];
/** Values that say what an object is stay as they are: otherwise nothing would be read. */
const IS_A_NAME =
  /^(?:type|field|status|object|event|id|_serialized|remote|remoteJid|participant|from|to|wa_id|recipient_id|timestamp|messaging_product)$/;

/** The payload with secret fields in every object; with `text`, added to every text. */
function poisoned(value: unknown, text: string | undefined, name = ""): unknown {
  if (typeof value === "string")
    return text === undefined || IS_A_NAME.test(name) ? value : value + text;
  if (Array.isArray(value)) return value.map((member) => poisoned(member, text, name));
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  const fields = Object.entries(value).map(
    ([key, inner]) => [key, poisoned(inner, text, key)] as const,
  );
  return { ...Object.fromEntries(fields), ...SECRET_FIELDS };
}

const NUMBER = "393331234567";
const CLOUD = (message: object): object => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "1",
      changes: [
        {
          field: "messages",
          value: {
            contacts: [{ profile: { name: "Anna" }, wa_id: NUMBER }],
            messages: [{ from: NUMBER, id: "wamid.1", timestamp: "1795428930", ...message }],
          },
        },
      ],
    },
  ],
});
const CHANGE = (field: string, value: object): object => ({
  entry: [{ changes: [{ field, value }] }],
});
const BAILEYS = (message: object): object => ({
  type: "notify",
  messages: [
    {
      key: { remoteJid: `${NUMBER}@s.whatsapp.net`, fromMe: false, id: "3EB0" },
      messageTimestamp: 1_795_428_930,
      pushName: "Anna",
      message,
    },
  ],
});
const WEB = (message: object): object => ({
  id: { fromMe: false, remote: `${NUMBER}@c.us`, id: "3EB0" },
  from: `${NUMBER}@c.us`,
  timestamp: 1_795_428_930,
  rawData: { notifyName: "Anna" },
  ...message,
});

type Read = (payload: unknown) => readonly AdaptedEntry[];
const upsert: Read = (payload) => baileysEntries("messages.upsert", payload);
const created: Read = (payload) => whatsappWebEntries("message_create", [payload]);
const baileys =
  (event: string): Read =>
  (payload) =>
    baileysEntries(event, payload);
const web =
  (event: string): Read =>
  (payload) =>
    whatsappWebEntries(event, [payload, payload, payload]);

const PAYLOADS: readonly (readonly [read: Read, payload: unknown])[] = [
  ...[
    { type: "text", text: { body: "Hi" } },
    {
      type: "image",
      image: {
        caption: "Box",
        mime_type: "image/jpeg",
        id: "1",
        url: "https://lookaside.example/?hash=x",
      },
    },
    {
      type: "contacts",
      contacts: [{ name: { formatted_name: "Bob" }, phones: [{ phone: "+1" }] }],
    },
    {
      type: "interactive",
      interactive: {
        type: "nfm_reply",
        nfm_reply: {
          name: "flow",
          body: "Sent",
          response_json: JSON.stringify({ size: "XL", flow_token: SECRET }),
        },
      },
    },
    { type: "order", order: { catalog_id: "1", product_items: [{ product_retailer_id: "x" }] } },
    { type: "system", system: { type: "customer_changed_number", body: "changed" } },
    { type: "hologram", hologram: { title: "Hi" } },
    { type: "unsupported", errors: [{ code: 1, title: "No", error_data: { details: "No" } }] },
  ].map((message) => [webhookEntries, CLOUD(message)] as const),
  [
    webhookEntries,
    CHANGE("messages", {
      statuses: [
        { id: "w", status: "failed", recipient_id: NUMBER, errors: [{ code: 1, title: "No" }] },
      ],
    }),
  ],
  [
    webhookEntries,
    CHANGE("calls", {
      calls: [{ id: "c", from: NUMBER, event: "connect", session: { sdp: "v=0" } }],
    }),
  ],
  [webhookEntries, CHANGE("account_update", { event: "BANNED", info: { a: "b" } })],
  [
    webhookEntries,
    CHANGE("messages", {
      messages: [{ from: "../../x", id: "w", type: "text", text: { body: "Hi" } }],
    }),
  ],
  [webhookEntries, { nothing: "known" }],
  [
    (body) => [sentEntry({ body, answer: body, error: undefined })],
    {
      to: NUMBER,
      type: "template",
      template: {
        name: "t",
        language: { code: "it" },
        components: [{ type: "body", parameters: [{ type: "text", text: "Anna" }] }],
      },
    },
  ],
  [
    (body) => [sentEntry({ body, answer: { error: body } })],
    { to: NUMBER, text: { body: "Hi" }, message: "refused", code: "190" },
  ],
  ...[
    { conversation: "Hi" },
    {
      imageMessage: {
        caption: "Box",
        mimetype: "image/jpeg",
        contextInfo: { stanzaId: "x", quotedMessage: { conversation: "q" } },
      },
    },
    { ephemeralMessage: { message: { audioMessage: { seconds: 3 } } } },
    {
      interactiveResponseMessage: {
        body: { text: "Sent" },
        nativeFlowResponseMessage: {
          name: "f",
          paramsJson: JSON.stringify({ size: "XL", flow_token: SECRET }),
        },
      },
    },
    {
      interactiveMessage: {
        body: { text: "Pay" },
        nativeFlowMessage: {
          buttons: [{ name: "pay", buttonParamsJson: JSON.stringify({ payment_token: SECRET }) }],
        },
      },
    },
    { groupInviteMessage: { groupJid: "1@g.us", groupName: "Fans" } },
    { orderMessage: { orderId: "1", orderTitle: "Order" } },
    {
      protocolMessage: {
        type: 6,
        appStateSyncKeyShare: { keys: [{ keyData: { keyData: BYTES } }] },
      },
    },
    { protocolMessage: { type: 5, historySyncNotification: { note: "x" } } },
    {
      senderKeyDistributionMessage: {
        groupId: "1@g.us",
        axolotlSenderKeyDistributionMessage: BYTES,
      },
    },
    { hologramMessage: { title: "Hi" } },
  ].map((message) => [upsert, BAILEYS(message)] as const),
  [
    baileys("messages.update"),
    [{ key: { remoteJid: `${NUMBER}@c.us`, id: "x" }, update: { status: 3, starred: true } }],
  ],
  [
    baileys("messages.media-update"),
    [{ key: { remoteJid: `${NUMBER}@c.us`, id: "x" }, media: { ciphertext: BYTES, iv: BYTES } }],
  ],
  [
    baileys("connection.update"),
    { connection: "close", qr: SECRET, lastDisconnect: { error: { message: "gone" } } },
  ],
  [baileys("creds.update"), { me: { id: SECRET } }],
  [baileys("new.event"), { a: { b: "c" } }],
  [baileys("groups.update"), [{ id: "120363025246125486@g.us", subject: "Fans" }]],
  ...[
    { type: "chat", body: "Hi" },
    { type: "image", body: "Box", hasMedia: true },
    { type: "groups_v4_invite", body: "Join", inviteV4: { groupId: "1@g.us", groupName: "Fans" } },
    { type: "hsm", body: "Hi", dynamicReplyButtons: [{ buttonText: "A" }] },
    { type: "hologram", body: "Hi", links: [{ link: "https://x" }] },
  ].map((message) => [created, WEB(message)] as const),
  [web("authenticated"), { session: SECRET }],
  [web("qr"), SECRET],
  [web("new_event"), { a: "b" }],
  [web("call"), { id: "c", from: `${NUMBER}@c.us` }],
];

test("tokens, signatures and keys in every field of every payload never reach a file", async () => {
  const dir = tempDir();
  const logs = createLogWriter({ dir, timeZone: "UTC" });
  let entries = 0;
  for (const [read, payload] of PAYLOADS) {
    for (const text of [undefined, ...SECRET_TEXTS]) {
      const made = read(poisoned(payload, text));
      entries += made.length;
      logEntries(logs, made);
    }
  }
  await logs.close();
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const written = files
    .map((file) => readFileSync(join(file.parentPath, file.name), "latin1"))
    .join("\n");
  expect(written.split("\n").filter((line) => line.startsWith('{"level"')).length).toBe(entries);
  expect(entries).toBeGreaterThan(150);
  for (const form of FORMS) {
    const leak = written.split("\n").find((line) => line.includes(form));
    expect(leak, `a secret as ${form}`).toBeUndefined();
  }
  // What was said beside the secrets is there.
  for (const said of ["Box", "Fans", "XL", "changed"]) expect(written).toContain(said);
});
