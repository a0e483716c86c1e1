import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLogWriter } from "@org/log-writer";
import { eventually, tempDir } from "@org/test-kit";
import type { WASocket } from "baileys";
import { expect, test, vi, type Mock } from "vitest";
import { startBot } from "../src/bot.ts";
import { RECORDED, SECRET } from "./recorded-events.ts";

type SendMessage = (jid: string, content: object) => Promise<void>;

interface FakeSocket {
  readonly ev: EventEmitter;
  readonly sendMessage: Mock<SendMessage>;
}

function createSocket(): FakeSocket {
  return { ev: new EventEmitter(), sendMessage: vi.fn<SendMessage>().mockResolvedValue(undefined) };
}

test("recorded events are in the logs, the bot answers, and no key is in any file", async () => {
  const dir = tempDir();
  const logs = createLogWriter({ dir, timeZone: "UTC" });
  const sock = createSocket();
  await startBot(logs, () => Promise.resolve(sock as unknown as WASocket));
  for (const [event, payload] of RECORDED) sock.ev.emit(event, payload);
  await logs.close();
  const read = (path: string): string => readFileSync(join(dir, path), "utf8");
  const customer = read("whatsapp/393331234567.log")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(customer.map(({ direction, msg }) => [direction, msg].join(" "))).toEqual([
    "INCOMING Hello, is my order ready?",
    "OUTGOING Hello! How can I help?",
    "SYSTEM delivered",
    "SYSTEM read",
    "INCOMING The box",
    "INCOMING 👍",
  ]);
  expect(customer[0]).toMatchObject({ id: "3EB0AAAA01", sentAt: "2026-11-23T10:15:30.000Z" });
  const group = read("whatsapp/120363025246125486@g.us.log");
  expect(JSON.parse(group)).toMatchObject({
    from: "393331234567",
    data: { poll: { name: "When?" } },
  });
  expect(read("app/app.log")).toContain("Connection: open");
  for (const text of [
    ...customer.map((entry) => JSON.stringify(entry)),
    group,
    read("app/app.log"),
  ]) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(Buffer.from(SECRET).toString("base64"));
  }
  expect(sock.sendMessage).toHaveBeenCalledExactlyOnceWith("393331234567@s.whatsapp.net", {
    text: "Hello! How can I help?",
  });
});

test("after a lost connection the next socket is attached, after a logout none is", async () => {
  const logs = createLogWriter({ dir: tempDir(), timeZone: "UTC" });
  const sockets = [createSocket(), createSocket()];
  const waiting = sockets.map((sock) => sock as unknown as WASocket);
  const connect = vi.fn<() => Promise<WASocket>>(async () => {
    const sock = waiting.shift();
    if (sock === undefined) throw new Error("asked for a third connection");
    return Promise.resolve(sock);
  });
  const close = (statusCode: number): object => ({
    connection: "close",
    lastDisconnect: { error: Object.assign(new Error("gone"), { output: { statusCode } }) },
  });
  await startBot(logs, connect);
  sockets[0]?.ev.emit("connection.update", close(408));
  await eventually(() => expect(sockets[1]?.ev.listenerCount("messages.upsert")).toBe(2));
  sockets[1]?.ev.emit("connection.update", close(401));
  expect(connect).toHaveBeenCalledTimes(2);
  expect(sockets[1]?.ev.listenerCount("messages.upsert")).toBe(1);
  await logs.close();
});
