import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNode, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import createTransport from "../../src/transport.ts";

const BOT = new URL("bots/pino-bot.mjs", import.meta.url);
const COUNT = 3000;
/** A file: nothing is ever made below it. */
const NO_FOLDER = fileURLToPath(import.meta.url);
const CODES: Readonly<Record<string, number>> = { exit: 0, natural: 0, late: 0, throw: 1 };

function entries(dir: string, path: string): Record<string, unknown>[] {
  const text = readFileSync(join(dir, path), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** What the transport makes of lines. */
async function logged(dir: string, ...chunks: readonly (string | Uint8Array)[]): Promise<void> {
  const stream = createTransport({ dir, timeZone: "UTC" });
  for (const chunk of chunks) stream.write(chunk);
  await new Promise<void>((resolve, reject) => {
    stream.on("error", reject).on("close", resolve).end();
  });
}

describe.each(["exit", "natural", "late", "throw", "flush"])(
  "a pino bot that ends by %s",
  (end) => {
    test("has every line in its log, once and in order", async () => {
      const dir = tempDir();
      const { code, stderr } = await runNode(BOT, { args: [dir, String(COUNT), end] });
      // A bot that is killed after a flush has lost nothing either.
      expect(code).toBe(CODES[end] ?? null);
      if (end !== "throw") expect(stderr).toBe("");
      const messages = entries(dir, "whatsapp/1234567890.log");
      expect(messages.map(({ id }) => id)).toEqual(
        Array.from({ length: COUNT }, (_, index) => `m${index}`),
      );
      const app = entries(dir, "app/app.log");
      expect(app.slice(0, COUNT).map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: COUNT }, (_, index) => index),
      );
      if (end === "late") {
        expect(app.at(-1)).toMatchObject({
          level: "fatal",
          msg: "The end",
          err: { message: "no route" },
        });
      }
    });
  },
);

test("a line with a phone goes to that phone's log, with what it says of the message", async () => {
  const dir = tempDir();
  const line = {
    level: 40,
    time: 1_795_428_930_123,
    pid: 7,
    hostname: "h",
    phone: "+1 (234) 567-890",
    direction: "outgoing",
    type: "image",
    id: "a",
    from: "393331234567",
    sentAt: 1_795_428_929_000,
    data: { caption: "Box" },
    order: 4711,
    msg: "Sent",
  };
  await logged(dir, `${JSON.stringify(line)}\n`);
  expect(entries(dir, "whatsapp/1234567890.log")).toEqual([
    {
      level: "warn",
      time: "2026-11-23T10:15:30.123Z",
      phone: "1234567890",
      from: "393331234567",
      direction: "OUTGOING",
      type: "image",
      id: "a",
      sentAt: "2026-11-23T10:15:29.000Z",
      data: { caption: "Box", order: 4711 },
      msg: "Sent",
    },
  ]);
});

test("what a line does not say has a default", async () => {
  const dir = tempDir();
  await logged(dir, '{"level":30,"time":1795428930123,"phone":"1234567890","msg":"typing"}\n');
  expect(entries(dir, "whatsapp/1234567890.log")).toMatchObject([
    { level: "info", direction: "SYSTEM", type: "log", msg: "typing" },
  ]);
});

test("lines without a phone, or with something else under that name, go to app.log and keep their time", async () => {
  const dir = tempDir();
  await logged(
    dir,
    '{"level":50,"time":1795428930123,"pid":7,"msg":"a","err":{"message":"x"}}\n{"level":20,"time":"2026-11-23T10:15:31.000Z","phone":"../../etc","msg":"b"}\n',
  );
  expect(entries(dir, "app/2026-11-23/app.log")).toMatchObject([
    { level: "error", time: "2026-11-23T10:15:30.123Z", pid: 7, msg: "a", err: { message: "x" } },
    { level: "debug", time: "2026-11-23T10:15:31.000Z", msg: "b" },
  ]);
});

test("a message whose fields are not of their form is kept in app.log", async () => {
  const dir = tempDir();
  await logged(
    dir,
    '{"level":30,"time":1795428930123,"phone":"1234567890","id":{"a":1},"msg":"odd"}\n',
  );
  expect(entries(dir, "app/2026-11-23/app.log")).toMatchObject([
    { phone: "1234567890", id: { a: 1 }, msg: "odd" },
  ]);
});

test("lines come in any pieces, and what is no JSON is a warning", async () => {
  const dir = tempDir();
  const bytes = Buffer.from(
    '{"level":30,"time":1795428930123,"msg":"Ciao 👋"}\nnot json\n{"level":30,"time":1795428930123,"msg":"last"}',
  );
  await logged(dir, ...Array.from(bytes, (byte) => Uint8Array.of(byte)));
  expect(entries(dir, "app/2026-11-23/app.log").map(({ msg }) => msg)).toEqual(["Ciao 👋", "last"]);
  expect(entries(dir, "app/app.log")).toMatchObject([
    { level: "warn", data: { line: "not json" } },
  ]);
});

test("secrets in lines are taken out", async () => {
  const dir = tempDir();
  await logged(
    dir,
    '{"level":30,"time":1795428930123,"phone":"1234567890","accessToken":"SECRET","data":{"mediaKey":"SECRET"},"msg":"Bearer SECRETSECRET"}\n',
  );
  expect(readFileSync(join(dir, "whatsapp/1234567890.log"), "utf8")).not.toContain("SECRET");
});

test("a message that is no text is kept as one", async () => {
  const dir = tempDir();
  const time = '"level":30,"time":1795428930123';
  await logged(dir, `{${time},"msg":{"a":1}}\n{${time},"msg":42}\n{${time},"msg":null,"b":2}\n`);
  expect(entries(dir, "app/app.log").map(({ msg, b }) => msg ?? b)).toEqual(['{"a":1}', "42", 2]);
});

test("a line of megabytes costs what its bytes cost, in however many pieces it comes", async () => {
  const dir = tempDir();
  const piece = Buffer.alloc(4096, "x");
  const pieces = Array.from({ length: 4096 }, () => piece);
  // Looked through again with each piece they would be 30 GB, and the test would run out of time.
  await logged(dir, '{"level":30,"time":1795428930123,"msg":"', ...pieces, '"}\n');
  expect(entries(dir, "app/app.log")).toMatchObject([{ truncated: true }]);
});

test("whoever heeds the stream loses nothing, however small the buffer and large the pieces", async () => {
  const dir = tempDir();
  const stream = createTransport({ dir, timeZone: "UTC", maxBufferedBytes: 1024 * 1024 });
  const lines = Array.from({ length: 8000 }, (_, at) =>
    JSON.stringify({
      level: 30,
      time: 1_795_428_930_123,
      phone: "1234567890",
      id: `m${at}`,
      text: "x".repeat(400),
    }),
  );
  stream.write(`${lines.slice(0, 5000).join("\n")}\n`);
  for (const line of lines.slice(5000)) {
    if (!stream.write(`${line}\n`)) await once(stream, "drain");
  }
  await new Promise<void>((resolve) => stream.on("close", resolve).end());
  expect(entries(dir, "whatsapp/1234567890.log").map(({ id }) => id)).toEqual(
    lines.map((_, at) => `m${at}`),
  );
});

test("on a folder that cannot be written to the sender does not wait for ever", async () => {
  const stream = createTransport({ dir: join(NO_FOLDER, "logs"), maxBufferedBytes: 1024 * 1024 });
  const line = `${JSON.stringify({ level: 30, text: "x".repeat(1000) })}\n`;
  for (let at = 0; at < 20; at += 1) {
    if (!stream.write(line.repeat(500))) await once(stream, "drain");
  }
  stream.destroy();
});

test("unknown options are refused", () => {
  expect(() => createTransport({ folder: "x" } as object)).toThrow(
    expect.objectContaining({ code: "LOG_OPTIONS_INVALID" }) as Error,
  );
});
