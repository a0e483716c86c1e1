import type { LogEntry } from "@org/log-core";
import { said } from "./said.ts";

/** Messages as Baileys and whatsapp-web.js give them. */
export const LIBRARIES: readonly LogEntry[] = [
  said("2026-11-23T11:00:00.000Z", {
    phone: "120363025246125486@g.us",
    from: "393331234567",
    type: "conversation",
    data: { key: { id: "B1" }, pushName: "Marco 🚲", message: { conversation: "from a group" } },
  }),
  said("2026-11-23T11:00:10.000Z", {
    type: "ephemeralMessage",
    data: {
      message: {
        messageContextInfo: {},
        ephemeralMessage: {
          message: {
            imageMessage: { caption: "gone soon", mimetype: "image/png", fileLength: "900" },
          },
        },
      },
    },
  }),
  said("2026-11-23T11:00:20.000Z", {
    type: "pollCreationMessageV3",
    data: {
      message: {
        pollCreationMessageV3: {
          name: "Pizza or pasta?",
          options: [{ optionName: "Pizza" }, { optionName: "Pasta" }],
        },
      },
    },
  }),
  said("2026-11-23T11:00:30.000Z", {
    type: "protocolMessage",
    data: { message: { protocolMessage: { type: 0, key: { id: "wamid.ciao" } } } },
  }),
  said("2026-11-23T11:00:40.000Z", {
    type: "vcard",
    data: {
      body: "",
      vCards: ["BEGIN:VCARD\nVERSION:3.0\nFN:Kenji 健司\nTEL;waid=81:+81 80 1234 5678\nEND:VCARD"],
    },
  }),
  said("2026-11-23T11:00:50.000Z", {
    type: "call_log",
    data: { isVideo: true, status: "missed", duration: 0 },
  }),
  said("2026-11-23T11:01:00.000Z", {
    type: "hologram_2031",
    data: { depth: 3, layers: ["a", "b"], url: "https://example.com/h" },
  }),
];

/** Lines of the other logs. */
export const OWN_LINES: readonly LogEntry[] = [
  {
    level: "info",
    time: "2026-11-23T11:10:00.000Z",
    type: "request",
    phone: "1234567890",
    data: {
      method: "POST",
      url: "https://graph.facebook.com/v24.0/1/messages",
      status: 200,
      durationMs: 84,
    },
    msg: "POST https://graph.facebook.com/v24.0/1/messages 200",
  },
  {
    level: "error",
    time: "2026-11-23T11:10:01.000Z",
    type: "request",
    data: {
      method: "POST",
      url: "https://example.com/pay",
      status: 502,
      durationMs: 3012,
      error: { message: "bad gateway" },
    },
    msg: "POST https://example.com/pay 502",
  },
  {
    level: "warn",
    time: "2026-11-23T11:10:02.000Z",
    bot: "sales",
    msg: "queue is long",
    waiting: 120,
  },
  {
    level: "error",
    time: "2026-11-23T11:10:03.000Z",
    bot: "sales",
    msg: "Payment failed",
    err: { type: "Error", message: "timeout", stack: "Error: timeout\n    at pay" },
  },
  { level: "info", time: "2026-11-23T11:10:04.000Z", msg: "started" },
];

/** What is long, wide, or written from right to left. */
export const WIDE: readonly LogEntry[] = [
  said("2026-11-23T12:00:00.000Z", {
    data: {
      text: "The quick brown fox jumps over the lazy dog, and then it comes back and jumps once more, because once was not enough for a line that has to be wrapped on a terminal of any width.",
    },
  }),
  said("2026-11-23T12:00:10.000Z", {
    data: {
      text: "こんにちは！注文番号4733の件でご連絡しました。商品はまだ届いていませんが、いつ頃になりますでしょうか。",
    },
  }),
  said("2026-11-23T12:00:20.000Z", {
    data: {
      text: "می‌خواهم سفارش خود را پیگیری کنم، لطفاً بگویید چه زمانی می‌رسد و آیا می‌توانم نشانی را عوض کنم؟",
    },
  }),
  said("2026-11-23T12:00:30.000Z", { data: { text: "👨‍👩‍👧‍👦 👍🏽 🇮🇹 1️⃣ e\u0301 नमस्ते ".repeat(4) } }),
  said("2026-11-23T12:00:40.000Z", { data: { text: `https://example.com/${"path/".repeat(30)}` } }),
];
