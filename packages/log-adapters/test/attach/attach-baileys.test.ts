import { EventEmitter } from "node:events";
import type { WASocket } from "baileys";
import { expect, test } from "vitest";
import { attachBaileys, BAILEYS_EVENTS, type BaileysSocket } from "../../src/baileys.ts";
import { createRecorder } from "./recorder.ts";

const KEY = { remoteJid: "1234567890@s.whatsapp.net", fromMe: false, id: "3EB0" };
const upsert = (message: object, id = "3EB0"): object => ({
  type: "notify",
  messages: [{ key: { ...KEY, id }, messageTimestamp: 1, message }],
});

function createSocket(): BaileysSocket & { ev: EventEmitter } {
  return { ev: new EventEmitter() };
}

test("what the socket tells is logged, until it is detached", () => {
  const sock = createSocket();
  const logs = createRecorder();
  const detach = attachBaileys(sock, logs);
  sock.ev.emit("messages.upsert", upsert({ conversation: "Hello" }));
  sock.ev.emit("connection.update", { connection: "open" });
  sock.ev.emit("creds.update", { noiseKey: "SECRET" });
  expect(logs.messages).toMatchObject([
    { phone: "1234567890", id: "3EB0", data: { text: "Hello" } },
  ]);
  expect(logs.app).toMatchObject([["info", {}, "Connection: open"]]);
  detach();
  for (const event of BAILEYS_EVENTS) expect(sock.ev.listenerCount(event)).toBe(0);
  sock.ev.emit("messages.upsert", upsert({ conversation: "Again" }, "3EB1"));
  expect(logs.messages).toHaveLength(1);
});

test("a reaction, an edit and a revocation are each told twice and logged once", () => {
  const sock = createSocket();
  const logs = createRecorder();
  attachBaileys(sock, logs);
  const target = { ...KEY, id: "TARGET" };
  sock.ev.emit("messages.upsert", upsert({ reactionMessage: { key: target, text: "👍" } }, "R"));
  sock.ev.emit("messages.reaction", [
    { key: target, reaction: { key: { ...KEY, id: "R" }, text: "👍" } },
  ]);
  sock.ev.emit(
    "messages.upsert",
    upsert(
      { protocolMessage: { type: 14, key: target, editedMessage: { conversation: "new" } } },
      "E",
    ),
  );
  sock.ev.emit("messages.update", [
    { key: target, update: { message: { editedMessage: { message: { conversation: "new" } } } } },
  ]);
  sock.ev.emit("messages.upsert", upsert({ protocolMessage: { type: 0, key: target } }, "D"));
  sock.ev.emit("messages.update", [
    { key: target, update: { message: null, messageStubType: 1, key: { ...KEY, id: "D" } } },
  ]);
  expect(logs.messages.map(({ type, data }) => [type, (data as { about?: string }).about])).toEqual(
    [
      ["reaction", "TARGET"],
      ["edit", "TARGET"],
      ["revoke", "TARGET"],
    ],
  );
});

test("history is logged with its own time, unless it is not wanted", () => {
  const history = {
    messages: [{ key: KEY, messageTimestamp: 1_600_000_000, message: { conversation: "Old" } }],
  };
  for (const [options, count] of [
    [{}, 1],
    [{ history: false }, 0],
  ] as const) {
    const sock = createSocket();
    const logs = createRecorder();
    attachBaileys(sock, logs, options);
    sock.ev.emit("messaging-history.set", history);
    expect(logs.messages).toHaveLength(count);
    for (const message of logs.messages) {
      expect(message).toMatchObject({
        sentAt: "2020-09-13T12:26:40.000Z",
        data: { history: true },
      });
      expect(message).not.toHaveProperty("time");
    }
  }
});

test("unknown options are refused", () => {
  expect(() =>
    attachBaileys(createSocket(), createRecorder(), { histroy: true } as object),
  ).toThrow(/histroy.*did you mean history/);
});

test("a bad sender is one error in app.log, and the handler does not throw", () => {
  const sock = createSocket();
  const logs = createRecorder();
  attachBaileys(sock, logs);
  sock.ev.emit("messages.upsert", {
    messages: [{ key: { remoteJid: "../../etc", id: "x" }, message: { conversation: "Hi" } }],
  });
  expect(logs.messages).toEqual([]);
  expect(logs.app).toMatchObject([
    [
      "error",
      { data: { id: "x", text: "Hi" } },
      "A message came with a sender that is no WhatsApp id",
    ],
  ]);
});

test("WhatsApp's own account is no error", () => {
  const sock = createSocket();
  const logs = createRecorder();
  attachBaileys(sock, logs);
  sock.ev.emit("messages.upsert", {
    messages: [
      { key: { remoteJid: "0@s.whatsapp.net", id: "x" }, message: { conversation: "News" } },
    ],
  });
  expect(logs.app).toMatchObject([
    ["info", { data: { text: "News" } }, "A message of WhatsApp itself"],
  ]);
});

test("a socket of the real type is taken", () => {
  const attach: (sock: WASocket) => () => void = (sock) => attachBaileys(sock, createRecorder());
  expect(attach).toBeTypeOf("function");
});
