import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLogWriter } from "@org/log-writer";
import { tempDir } from "@org/test-kit";
import { expect, test, vi } from "vitest";
import type { Client } from "whatsapp-web.js";
import { startBot } from "../src/bot.ts";

const SECRET = "key-material-4f1e9c";
const AT = 1_795_428_930;
const CUSTOMER = "393331234567@c.us";
const BOT = "15550783881@c.us";
const IN = {
  fromMe: false,
  remote: CUSTOMER,
  id: "3EB0AAAA01",
  _serialized: `false_${CUSTOMER}_3EB0AAAA01`,
};
const OUT = {
  fromMe: true,
  remote: CUSTOMER,
  id: "3EB0BBBB01",
  _serialized: `true_${CUSTOMER}_3EB0BBBB01`,
};

/** The library's messages keep the client, and the raw message with its keys. */
function message(fields: object): object {
  return {
    client: { session: SECRET },
    mediaKey: SECRET,
    timestamp: AT,
    hasMedia: false,
    rawData: {
      mediaKey: SECRET,
      directPath: `/v?oh=${SECRET}`,
      body: SECRET,
      notifyName: "Anna Rossi",
      filehash: "bGlrZSBhIGhhc2g=",
    },
    ...fields,
  };
}

test("recorded events are in the logs, the bot answers, and no key is in any file", async () => {
  const dir = tempDir();
  const logs = createLogWriter({ dir, timeZone: "UTC" });
  const initialize = vi.fn<() => Promise<void>>().mockResolvedValue(undefined);
  const client = Object.assign(new EventEmitter(), { initialize });
  const reply = vi.fn<(text: string) => Promise<void>>().mockResolvedValue(undefined);
  startBot(client as unknown as Client, logs);
  const hello = message({
    id: IN,
    from: CUSTOMER,
    to: BOT,
    fromMe: false,
    type: "chat",
    body: "Hello, is my order ready?",
    reply,
  });
  const answer = message({
    id: OUT,
    from: BOT,
    to: CUSTOMER,
    fromMe: true,
    type: "chat",
    body: "Hello! How can I help?",
  });
  client.emit("qr", SECRET);
  client.emit("authenticated", { session: SECRET });
  client.emit("ready");
  client.emit("message_create", hello);
  client.emit("message", hello);
  client.emit("message_create", answer);
  client.emit("message_ack", answer, 2);
  client.emit("message_ack", answer, 3);
  client.emit(
    "message_create",
    message({
      id: { ...IN, id: "3EB0AAAA02" },
      from: CUSTOMER,
      to: BOT,
      fromMe: false,
      type: "image",
      body: "The box",
      hasMedia: true,
    }),
  );
  client.emit("call", {
    id: "CALL1",
    from: CUSTOMER,
    timestamp: AT,
    isVideo: false,
    isGroup: false,
    fromMe: false,
  });
  client.emit("disconnected", "LOGOUT");
  await logs.close();
  const read = (path: string): string => readFileSync(join(dir, path), "utf8");
  const text = read("whatsapp/393331234567.log");
  const customer = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(customer.map(({ direction, msg }) => [direction, msg].join(" "))).toEqual([
    "INCOMING Hello, is my order ready?",
    "OUTGOING Hello! How can I help?",
    "SYSTEM delivered",
    "SYSTEM read",
    "INCOMING The box",
    "INCOMING offer",
  ]);
  const app = read("app/app.log");
  expect(app).toContain("Connection: disconnected: LOGOUT");
  expect(text + app).not.toContain(SECRET);
  expect(initialize).toHaveBeenCalledOnce();
  expect(reply).toHaveBeenCalledExactlyOnceWith("Hello! How can I help?");
});
