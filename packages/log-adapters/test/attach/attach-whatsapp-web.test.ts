import { EventEmitter } from "node:events";
import { eventually } from "@org/test-kit";
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

test("the number of each person who writes without one is asked for once, and linked", async () => {
  const lid = "138372841234567@lid";
  const asked: string[][] = [];
  const client = Object.assign(new EventEmitter(), {
    getContactLidAndPhone(ids: string[]) {
      asked.push(ids);
      if (ids[0] !== lid) return Promise.reject(new Error("page closed"));
      return Promise.resolve([{ lid, pn: "393331234567@c.us" }]);
    },
  });
  const logs = createRecorder();
  attachWhatsAppWeb(client, logs);
  const write = (id: string, from: string): void => {
    const key = { id, remote: from, fromMe: false };
    client.emit("message_create", { id: key, from, type: "chat", body: "Hi" });
  };
  write("1", lid);
  write("2", lid);
  write("3", "999888777666555@lid");
  write("4", "393331234567@c.us");
  await eventually(() => logs.links.length > 0);
  expect(asked).toEqual([[lid], ["999888777666555@lid"]]);
  expect(logs.links).toEqual([["same", lid, "393331234567"]]);
  expect(logs.messages).toHaveLength(4);
});
