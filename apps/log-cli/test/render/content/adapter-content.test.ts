import { expect, test } from "vitest";
import type { LogEntry } from "@org/log-core";
import type { Content } from "../../../src/render/content/content.ts";
import { contentOf } from "./content-of.ts";

/** `data` of `@org/log-adapters`: the same names whichever library the message came through. */
test.each<[string, Partial<LogEntry>, Partial<Content>]>([
  [
    "media",
    {
      type: "document",
      data: {
        text: "here",
        name: "Anna",
        media: { fileName: "a.pdf", mimeType: "application/pdf", bytes: 1200 },
      },
    },
    { text: "here", notes: ["a.pdf", "application/pdf", "1.2 kB"] },
  ],
  [
    "a place",
    { type: "location", data: { location: { latitude: 1, longitude: 2, name: "Here" } } },
    { text: "Here", notes: ["1, 2"] },
  ],
  [
    "contacts",
    {
      type: "contacts",
      data: { contacts: [{ name: "Luca", phones: ["+39 333"], organization: "Foto" }] },
    },
    { text: "Luca +39 333 Foto" },
  ],
  [
    "a reaction",
    { type: "reaction", data: { reaction: { emoji: "👍" }, about: "m" } },
    { text: "👍", about: "m" },
  ],
  [
    "a reaction taken back",
    { type: "reaction", data: { reaction: {}, about: "m" }, msg: "took the reaction back" },
    { action: "took the reaction back", about: "m" },
  ],
  [
    "a choice",
    {
      type: "interactive",
      data: { text: "Track it", choice: { id: "track", title: "Track it" }, replyTo: { id: "q" } },
    },
    { text: "Track it", notes: ["id track"], about: "q" },
  ],
  [
    "an offer",
    {
      type: "interactive",
      direction: "OUTGOING",
      data: {
        text: "Which?",
        content: { type: "button", action: { buttons: [{ reply: { id: "a", title: "A" } }] } },
      },
    },
    { text: "Which?", choices: ["A"] },
  ],
  [
    "a poll",
    { type: "poll", data: { poll: { name: "Pizza?", options: ["Yes", "No"] } } },
    { text: "Pizza?", choices: ["Yes", "No"] },
  ],
  [
    "a status",
    {
      type: "status",
      direction: "SYSTEM",
      id: "m",
      data: { status: "failed", errors: [{ code: 7, title: "Lost" }] },
      msg: "failed: Lost",
    },
    { state: "failed", problem: "Lost (7)", about: "m" },
  ],
  [
    "an edit",
    { type: "edit", data: { text: "new", about: "m" } },
    { action: "edited", text: "new", about: "m" },
  ],
  [
    "a revoke",
    { type: "revoke", data: { about: "m" }, msg: "took a message back" },
    { action: "deleted", about: "m" },
  ],
  [
    "a call",
    { type: "call", data: { status: "accept" }, msg: "accept" },
    { action: "voice call", notes: ["accept"] },
  ],
  [
    "an unknown kind",
    { type: "unsupported", data: { kind: "hologram" }, msg: "hologram" },
    { text: "hologram" },
  ],
])("shows %s of an adapter", (_, fields, content) => {
  expect(contentOf(fields)).toEqual(content);
});
