import { describe, expect, test } from "vitest";
import type { LogEntry } from "@org/log-core";
import type { Content } from "../../../src/render/content/content.ts";
import { entryContent } from "../../../src/render/content/entry-content.ts";
import { contentOf } from "./content-of.ts";

test.each<[string, Partial<LogEntry>, Partial<Content>]>([
  ["text", { data: { text: "Hello" } }, { text: "Hello" }],
  ["text of the Cloud API", { data: { text: { body: "Hello" } } }, { text: "Hello" }],
  [
    "a whole message of the Cloud API",
    { data: { type: "text", text: { body: "Hi" }, context: { id: "wamid.1", forwarded: true } } },
    { text: "Hi", about: "wamid.1", notes: ["forwarded"] },
  ],
  [
    "text of Baileys",
    {
      type: "extendedTextMessage",
      data: { message: { extendedTextMessage: { text: "Hi", contextInfo: { stanzaId: "B7" } } } },
    },
    { text: "Hi", about: "B7" },
  ],
  [
    "text of whatsapp-web.js",
    { type: "chat", data: { type: "chat", body: "Hi", _data: { quotedStanzaID: "W1" } } },
    { text: "Hi", about: "W1" },
  ],
  ["caption", { type: "image", data: { caption: "My cat", id: 7 } }, { text: "My cat" }],
  [
    "media of whatsapp-web.js",
    {
      type: "ptt",
      data: { body: "", duration: "67", _data: { mimetype: "audio/ogg; codecs=opus", size: 1200 } },
    },
    { notes: ["audio/ogg", "1.2 kB", "1:07"] },
  ],
  [
    "a normalised choice",
    {
      type: "interactive",
      data: {
        kind: "list_reply",
        text: "Call me",
        choice: { id: "call", title: "Call me" },
        name: "Anna",
      },
    },
    { text: "Call me", notes: ["list reply", "id call"] },
  ],
  [
    "normalised media",
    {
      type: "video",
      data: { media: { mimeType: "video/mp4", bytes: 5_000_000, caption: "look" } },
    },
    { text: "look", notes: ["video/mp4", "5.0 MB"] },
  ],
  ["message of the caller", { msg: "Hi there", data: { id: 7 } }, { text: "Hi there" }],
  [
    "data of no known form",
    { type: "hologram", data: { depth: 3, layers: ["a"] } },
    { notes: ["depth=3", 'layers=["a"]'] },
  ],
  ["nothing", {}, {}],
  ["data that is null", { data: null }, {}],
  ["data that is a text", { data: "plain" }, { text: "plain" }],
  ["data that is a list", { data: [1] }, { text: "[1]" }],
  [
    "a place without a name",
    { type: "location", data: { latitude: 1, longitude: "2" } },
    { text: "1, 2" },
  ],
  [
    "a place of Baileys",
    {
      type: "locationMessage",
      data: {
        message: { locationMessage: { degreesLatitude: 1, degreesLongitude: 2, name: "Here" } },
      },
    },
    { text: "Here", notes: ["1, 2"] },
  ],
  [
    "a reaction",
    { type: "reaction", data: { reaction: { message_id: "m", emoji: "👍" } } },
    { text: "👍", about: "m" },
  ],
  [
    "a reaction of Baileys",
    {
      type: "reactionMessage",
      data: { message: { reactionMessage: { text: "👍", key: { id: "m" } } } },
    },
    { text: "👍", about: "m" },
  ],
  [
    "a reaction taken back",
    { type: "reaction", data: { message_id: "m", emoji: "" } },
    { action: "took the reaction back", about: "m" },
  ],
  [
    "a list reply of the Cloud API",
    {
      type: "interactive",
      data: {
        type: "list_reply",
        list_reply: { id: "pm", title: "Later", description: "after noon" },
      },
    },
    { text: "Later: after noon", notes: ["list reply", "id pm"] },
  ],
  [
    "a form that was filled in",
    {
      type: "interactive",
      data: {
        interactive: {
          type: "nfm_reply",
          nfm_reply: { name: "flow", body: "Sent", response_json: '{"a":1}' },
        },
      },
    },
    { text: "Sent", notes: ["nfm reply", "id flow", '{"a":1}'] },
  ],
  [
    "a quick reply",
    { type: "button", data: { payload: "yes", text: "Yes!" } },
    { text: "Yes!", notes: ["id yes"] },
  ],
  [
    "buttons of Baileys",
    {
      type: "buttonsMessage",
      data: {
        message: {
          buttonsMessage: {
            contentText: "Which?",
            buttons: [{ buttonText: { displayText: "A" } }],
          },
        },
      },
    },
    { text: "Which?", choices: ["A"] },
  ],
  [
    "a link as a button",
    {
      type: "interactive",
      direction: "OUTGOING",
      data: {
        type: "cta_url",
        body: { text: "See" },
        action: {
          name: "cta_url",
          parameters: { display_text: "Open", url: "https://example.com" },
        },
      },
    },
    { text: "See", choices: ["Open https://example.com"] },
  ],
  [
    "a vote",
    {
      type: "vote_update",
      data: { selectedOptions: [{ name: "Pizza" }], parentMessage: { id: "p" } },
    },
    { text: "Pizza", about: "p" },
  ],
  [
    "a receipt by number",
    { type: "message_ack", direction: "SYSTEM", id: "m", data: { ack: 3 } },
    { state: "read", about: "m" },
  ],
  [
    "a receipt of Baileys",
    { type: "status", direction: "SYSTEM", id: "m", data: { update: { status: 3 } } },
    { state: "delivered", about: "m" },
  ],
  [
    "an unknown receipt",
    { type: "status", direction: "SYSTEM", data: { status: "framed" } },
    { text: "framed" },
  ],
  [
    "an edit of Baileys",
    {
      type: "protocolMessage",
      data: {
        message: {
          protocolMessage: { type: 14, key: { id: "m" }, editedMessage: { conversation: "new" } },
        },
      },
    },
    { action: "edited", text: "new", about: "m" },
  ],
  [
    "a call",
    { type: "call", data: { isVideo: false, status: "TIMEOUT_MISSED" } },
    { action: "voice call", notes: ["timeout missed"] },
  ],
  [
    "an error in words",
    {
      type: "error",
      direction: "SYSTEM",
      msg: "Not sent",
      data: { error: { message: "Not sent" } },
    },
    { problem: "Not sent" },
  ],
  [
    "a product",
    {
      type: "product",
      data: { product: { title: "Mug", priceAmount1000: 9500, currencyCode: "EUR" } },
    },
    { text: "Mug", notes: ["9.5 EUR"] },
  ],
])("shows %s", (_, fields, content) => {
  expect(contentOf(fields)).toEqual(content);
});

describe("lines of the other logs", () => {
  const bare = { level: "info", time: "2026-11-23T10:15:30.123Z" } as const;

  test.each<[string, LogEntry, Partial<Content>]>([
    [
      "an error beside a message",
      { ...bare, msg: "Payment failed", err: { message: "timeout" } },
      { text: "Payment failed", problem: "timeout" },
    ],
    [
      "an error that is the message",
      { ...bare, msg: "timeout", err: { message: "timeout" } },
      { text: "timeout" },
    ],
    [
      "what was logged beside",
      { ...bare, msg: "ok", orderId: 7, pid: 1 },
      { text: "ok", notes: ["orderId=7"] },
    ],
    [
      "a request",
      {
        ...bare,
        type: "request",
        data: { method: "GET", url: "/a", status: 200, durationMs: 1.6 },
      },
      { text: "GET /a", notes: ["200", "2 ms"] },
    ],
    [
      "a request that failed",
      {
        ...bare,
        type: "request",
        data: { method: "GET", url: "/a", error: { message: "refused" } },
      },
      { text: "GET /a", problem: "refused" },
    ],
  ])("%s", (_, entry, content) => {
    const shown = entryContent(entry);
    expect(
      Object.fromEntries(
        Object.entries(shown).filter(([, value]) => value !== undefined && value.length !== 0),
      ),
    ).toEqual(content);
  });
});
