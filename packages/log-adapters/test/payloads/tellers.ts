import type { AdaptedEntry } from "../../src/index.ts";
import { baileysEntries } from "../../src/baileys.ts";
import { sentEntry, webhookEntries } from "../../src/cloud-api.ts";
import { whatsappWebEntries } from "../../src/whatsapp-web.ts";

export const CUSTOMER = "393331234567";
export const BUSINESS = "15550783881";
export const AT = 1_795_428_930;

/** One thing that happens, as each of the three libraries tells it. */
export interface Happening {
  readonly name: string;
  readonly cloudApi: () => readonly AdaptedEntry[];
  readonly baileys: () => readonly AdaptedEntry[];
  readonly whatsappWeb: () => readonly AdaptedEntry[];
}

export interface Told {
  readonly cloudApi: object;
  readonly baileys: object;
  readonly whatsappWeb: object;
}

const INCOMING_KEY = { remoteJid: `${CUSTOMER}@s.whatsapp.net`, fromMe: false, id: "3EB0IN" };
const OUTGOING_KEY = { remoteJid: `${CUSTOMER}@s.whatsapp.net`, fromMe: true, id: "3EB0OUT" };
export const WEB_IN = {
  fromMe: false,
  remote: `${CUSTOMER}@c.us`,
  id: "3EB0IN",
  _serialized: `false_${CUSTOMER}@c.us_3EB0IN`,
};
export const WEB_OUT = {
  fromMe: true,
  remote: `${CUSTOMER}@c.us`,
  id: "3EB0OUT",
  _serialized: `true_${CUSTOMER}@c.us_3EB0OUT`,
};

function change(value: object): readonly AdaptedEntry[] {
  const metadata = { display_phone_number: BUSINESS, phone_number_id: "106540352242922" };
  const changes = [
    { field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } },
  ];
  return webhookEntries({ object: "whatsapp_business_account", entry: [{ id: "1", changes }] });
}

/** A message of the customer. */
export function incoming(name: string, { cloudApi, baileys, whatsappWeb }: Told): Happening {
  const { rawData, ...web } = whatsappWeb as { rawData?: object };
  return {
    name,
    cloudApi: () =>
      change({
        contacts: [{ profile: { name: "Anna Rossi" }, wa_id: CUSTOMER }],
        messages: [{ from: CUSTOMER, id: "wamid.IN", timestamp: String(AT), ...cloudApi }],
      }),
    baileys: () =>
      baileysEntries("messages.upsert", {
        type: "notify",
        messages: [
          { key: INCOMING_KEY, messageTimestamp: AT, pushName: "Anna Rossi", message: baileys },
        ],
      }),
    whatsappWeb: () =>
      whatsappWebEntries("message_create", [
        {
          id: WEB_IN,
          from: `${CUSTOMER}@c.us`,
          to: `${BUSINESS}@c.us`,
          fromMe: false,
          timestamp: AT,
          ...web,
          rawData: { notifyName: "Anna Rossi", ...rawData },
        },
      ]),
  };
}

/** A message of the bot. The Cloud API tells no time of what it sends. */
export function outgoing(name: string, { cloudApi, baileys, whatsappWeb }: Told): Happening {
  return {
    name,
    cloudApi: () => [
      sentEntry({
        body: { messaging_product: "whatsapp", to: CUSTOMER, ...cloudApi },
        answer: {
          messages: [{ id: "wamid.OUT" }],
          contacts: [{ input: CUSTOMER, wa_id: CUSTOMER }],
        },
      }),
    ],
    baileys: () =>
      baileysEntries("messages.upsert", {
        type: "append",
        messages: [{ key: OUTGOING_KEY, status: 1, pushName: "The shop", message: baileys }],
      }),
    whatsappWeb: () =>
      whatsappWebEntries("message_create", [
        {
          id: WEB_OUT,
          from: `${BUSINESS}@c.us`,
          to: `${CUSTOMER}@c.us`,
          fromMe: true,
          ...whatsappWeb,
        },
      ]),
  };
}

/** How the bot's message fares. */
export function status(word: string, baileysStatus: number, ack: number): Happening {
  return {
    name: word,
    cloudApi: () =>
      change({ statuses: [{ id: "wamid.OUT", status: word, recipient_id: CUSTOMER }] }),
    baileys: () =>
      baileysEntries("messages.update", [{ key: OUTGOING_KEY, update: { status: baileysStatus } }]),
    whatsappWeb: () =>
      whatsappWebEntries("message_ack", [
        {
          id: WEB_OUT,
          from: `${BUSINESS}@c.us`,
          to: `${CUSTOMER}@c.us`,
          fromMe: true,
          type: "chat",
        },
        ack,
      ]),
  };
}
