import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import type { Client } from "whatsapp-web.js";
import { attachWhatsAppWeb, WHATSAPP_WEB_EVENTS } from "../../src/whatsapp-web.ts";
import { createRecorder } from "./recorder.ts";

const ID = { fromMe: false, remote: "1234567890@c.us", id: "3EB0" };
const MESSAGE = {
  id: ID,
  from: "1234567890@c.us",
  timestamp: 1_795_428_930,
  type: "chat",
  body: "Hello",
};

test("what the client tells is logged once, until it is detached", () => {
  const client = new EventEmitter();
  const logs = createRecorder();
  const detach = attachWhatsAppWeb(client, logs);
  client.emit("message_create", MESSAGE);
  client.emit("message", MESSAGE);
  client.emit("message_ack", MESSAGE, 3);
  client.emit("message_edit", MESSAGE, "Hello!", "Hello");
  client.emit("qr", "SECRET-QR");
  client.emit("disconnected", "LOGOUT");
  expect(logs.messages.map(({ type }) => type)).toEqual(["text", "status", "edit"]);
  expect(logs.app).toMatchObject([["warn", {}, "Connection: disconnected: LOGOUT"]]);
  detach();
  for (const event of WHATSAPP_WEB_EVENTS) expect(client.listenerCount(event)).toBe(0);
});

test("two calls that are the same are told once, another passes", () => {
  const client = new EventEmitter();
  const logs = createRecorder();
  attachWhatsAppWeb(client, logs);
  for (const id of ["C1", "C1", "C2"])
    client.emit("call", { id, from: "1234567890@c.us", timestamp: 1_795_428_930 });
  expect(logs.messages.map(({ id }) => id)).toEqual(["C1", "C2"]);
});

test("a client of the real type is taken", () => {
  const attach: (client: Client) => () => void = (client) =>
    attachWhatsAppWeb(client, createRecorder());
  expect(attach).toBeTypeOf("function");
});
