import { createHmac } from "node:crypto";

/** The secret that deliveries are signed with. */
export const APP_SECRET = "bench-app-secret";
/** How many customers write. */
export const PHONES = 1_000;

/** A delivery of one text, as WhatsApp posts it. */
export interface Delivery {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The id of the message in a delivery. */
export function messageId(index: number): string {
  return `wamid.${index}`;
}

/** The delivery of one number; the demo bot has an answer to its message. */
export function deliveryOf(index: number): Delivery {
  const from = String(393_330_000_000 + (index % PHONES));
  const text = { body: `Good morning! Is my order ${index} ready? I would come at noon.` };
  const message = { from, id: messageId(index), timestamp: "1795428930", type: "text", text };
  const metadata = { display_phone_number: "15550783881", phone_number_id: "106540352242922" };
  const contacts = [{ profile: { name: "Anna Rossi" }, wa_id: from }];
  const value = { messaging_product: "whatsapp", metadata, contacts, messages: [message] };
  const entry = [{ id: "102290129340398", changes: [{ field: "messages", value }] }];
  const body = Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry }));
  const signature = createHmac("sha256", APP_SECRET).update(body).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-hub-signature-256": `sha256=${signature}`,
  };
  return { body, headers };
}
