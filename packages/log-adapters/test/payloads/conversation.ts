import { whatsappWebEntries } from "../../src/whatsapp-web.ts";
import {
  AT,
  BUSINESS,
  CUSTOMER,
  incoming,
  outgoing,
  status,
  WEB_IN,
  WEB_OUT,
  type Happening,
} from "./tellers.ts";

const HASH = Buffer.alloc(32, 7);
const VCARD =
  "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Bianchi\nORG:Ferramenta;\nTEL;type=CELL;waid=393339876543:+39 333 987 6543\nEND:VCARD";

const FILE = {
  fileSha256: HASH,
  mediaKey: Buffer.alloc(32, 1),
  directPath: "/v/t62",
  jpegThumbnail: Buffer.alloc(500),
};
const RAW_FILE = {
  filehash: HASH.toString("base64"),
  mediaKey: "c2VjcmV0",
  directPath: "/v/t62",
  body: "/9j/".repeat(200),
};
const SHA256 = HASH.toString("base64");

/** A conversation of every kind that all three libraries know. */
export const CONVERSATION: readonly Happening[] = [
  incoming("a text", {
    cloudApi: { type: "text", text: { body: "Good morning! Is order 4711 ready?" } },
    baileys: { conversation: "Good morning! Is order 4711 ready?" },
    whatsappWeb: { type: "chat", body: "Good morning! Is order 4711 ready?" },
  }),
  outgoing("a text of the bot", {
    cloudApi: { type: "text", text: { body: "Yes, it is." } },
    baileys: { extendedTextMessage: { text: "Yes, it is." } },
    whatsappWeb: { type: "chat", body: "Yes, it is." },
  }),
  status("sent", 2, 1),
  status("delivered", 3, 2),
  status("read", 4, 3),
  status("played", 5, 4),
  status("failed", 0, -1),
  incoming("an answer", {
    cloudApi: {
      type: "text",
      text: { body: "Great" },
      context: { from: BUSINESS, id: "ORIGINAL" },
    },
    baileys: {
      extendedTextMessage: {
        text: "Great",
        contextInfo: { stanzaId: "ORIGINAL", participant: `${BUSINESS}@s.whatsapp.net` },
      },
    },
    whatsappWeb: {
      type: "chat",
      body: "Great",
      hasQuotedMsg: true,
      rawData: { quotedStanzaID: "ORIGINAL" },
    },
  }),
  incoming("a forwarded text", {
    cloudApi: { type: "text", text: { body: "Look" }, context: { forwarded: true } },
    baileys: {
      extendedTextMessage: { text: "Look", contextInfo: { isForwarded: true, forwardingScore: 1 } },
    },
    whatsappWeb: { type: "chat", body: "Look", isForwarded: true },
  }),
  incoming("an image", {
    cloudApi: {
      type: "image",
      image: { caption: "The box", mime_type: "image/jpeg", sha256: SHA256, id: "1003" },
    },
    baileys: {
      imageMessage: {
        caption: "The box",
        mimetype: "image/jpeg",
        fileLength: 4711,
        width: 720,
        height: 1280,
        ...FILE,
      },
    },
    whatsappWeb: {
      type: "image",
      body: "The box",
      hasMedia: true,
      rawData: { ...RAW_FILE, mimetype: "image/jpeg", size: 4711, width: 720, height: 1280 },
    },
  }),
  incoming("a voice message", {
    cloudApi: {
      type: "audio",
      audio: { mime_type: "audio/ogg; codecs=opus", sha256: SHA256, id: "1004", voice: true },
    },
    baileys: {
      audioMessage: { mimetype: "audio/ogg; codecs=opus", seconds: 5, ptt: true, ...FILE },
    },
    whatsappWeb: {
      type: "ptt",
      body: "",
      duration: "5",
      hasMedia: true,
      rawData: { ...RAW_FILE, mimetype: "audio/ogg; codecs=opus" },
    },
  }),
  incoming("a document", {
    cloudApi: {
      type: "document",
      document: {
        filename: "invoice.pdf",
        mime_type: "application/pdf",
        sha256: SHA256,
        id: "1005",
      },
    },
    baileys: {
      documentMessage: {
        fileName: "invoice.pdf",
        mimetype: "application/pdf",
        pageCount: 2,
        ...FILE,
      },
    },
    whatsappWeb: {
      type: "document",
      body: "invoice.pdf",
      hasMedia: true,
      rawData: { ...RAW_FILE, mimetype: "application/pdf", filename: "invoice.pdf", pageCount: 2 },
    },
  }),
  incoming("a sticker", {
    cloudApi: {
      type: "sticker",
      sticker: { mime_type: "image/webp", sha256: SHA256, id: "1006", animated: true },
    },
    baileys: { stickerMessage: { mimetype: "image/webp", isAnimated: true, ...FILE } },
    whatsappWeb: {
      type: "sticker",
      body: "",
      hasMedia: true,
      rawData: { ...RAW_FILE, mimetype: "image/webp", isAnimated: true },
    },
  }),
  incoming("a place", {
    cloudApi: {
      type: "location",
      location: { latitude: 45.46, longitude: 9.19, name: "Duomo", address: "Piazza del Duomo" },
    },
    baileys: {
      locationMessage: {
        degreesLatitude: 45.46,
        degreesLongitude: 9.19,
        name: "Duomo",
        address: "Piazza del Duomo",
      },
    },
    whatsappWeb: {
      type: "location",
      body: "/9j/".repeat(200),
      location: { latitude: 45.46, longitude: 9.19, name: "Duomo", address: "Piazza del Duomo" },
    },
  }),
  incoming("a contact card", {
    cloudApi: {
      type: "contacts",
      contacts: [
        {
          name: { formatted_name: "Bob Bianchi" },
          org: { company: "Ferramenta" },
          phones: [{ phone: "+39 333 987 6543", wa_id: "393339876543" }],
        },
      ],
    },
    baileys: { contactMessage: { displayName: "Bob Bianchi", vcard: VCARD } },
    whatsappWeb: { type: "vcard", body: VCARD, vCards: [VCARD] },
  }),
  {
    name: "a reaction",
    cloudApi: incoming("", {
      cloudApi: { type: "reaction", reaction: { message_id: "ORIGINAL", emoji: "👍" } },
      baileys: {},
      whatsappWeb: {},
    }).cloudApi,
    baileys: incoming("", {
      cloudApi: {},
      whatsappWeb: {},
      baileys: { reactionMessage: { key: { id: "ORIGINAL" }, text: "👍" } },
    }).baileys,
    whatsappWeb: () =>
      whatsappWebEntries("message_reaction", [
        {
          id: WEB_IN,
          msgId: { ...WEB_OUT, id: "ORIGINAL" },
          senderId: `${CUSTOMER}@c.us`,
          reaction: "👍",
          timestamp: AT,
        },
      ]),
  },
  incoming("a button", {
    cloudApi: {
      type: "interactive",
      interactive: { type: "button_reply", button_reply: { id: "track", title: "Track it" } },
    },
    baileys: {
      buttonsResponseMessage: { selectedButtonId: "track", selectedDisplayText: "Track it" },
    },
    whatsappWeb: { type: "buttons_response", body: "Track it", selectedButtonId: "track" },
  }),
  incoming("a row of a list", {
    cloudApi: {
      type: "interactive",
      interactive: {
        type: "list_reply",
        list_reply: { id: "call", title: "Call me", description: "Today" },
      },
    },
    baileys: {
      listResponseMessage: {
        title: "Call me",
        description: "Today",
        singleSelectReply: { selectedRowId: "call" },
      },
    },
    whatsappWeb: {
      type: "list_response",
      body: "Call me",
      selectedRowId: "call",
      rawData: { listResponse: { description: "Today" } },
    },
  }),
  {
    name: "an edit",
    cloudApi: incoming("", {
      cloudApi: {
        type: "edit",
        edit: {
          original_message_id: "3EB0IN",
          message: { type: "text", text: { body: "order 4712" } },
        },
      },
      baileys: {},
      whatsappWeb: {},
    }).cloudApi,
    baileys: incoming("", {
      cloudApi: {},
      whatsappWeb: {},
      baileys: {
        protocolMessage: {
          type: 14,
          key: { id: "3EB0IN" },
          editedMessage: { conversation: "order 4712" },
        },
      },
    }).baileys,
    whatsappWeb: () =>
      whatsappWebEntries("message_edit", [
        { id: WEB_IN, from: `${CUSTOMER}@c.us`, fromMe: false, type: "chat", body: "order 4711" },
        "order 4712",
        "order 4711",
      ]),
  },
  {
    name: "a message taken back",
    cloudApi: incoming("", {
      cloudApi: { type: "revoke", revoke: { original_message_id: "3EB0IN" } },
      baileys: {},
      whatsappWeb: {},
    }).cloudApi,
    baileys: incoming("", {
      cloudApi: {},
      whatsappWeb: {},
      baileys: { protocolMessage: { type: 0, key: { id: "3EB0IN" } } },
    }).baileys,
    whatsappWeb: () =>
      whatsappWebEntries("message_revoke_everyone", [
        { id: WEB_IN, from: `${CUSTOMER}@c.us`, fromMe: false, type: "revoked", body: "" },
        null,
      ]),
  },
];
