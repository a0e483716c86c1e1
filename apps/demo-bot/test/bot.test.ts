import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseLine, type LogEntry } from "@org/log-core";
import { tempDir } from "@org/test-kit";
import { expect, onTestFinished, test } from "vitest";
import { delivery, message, status, type Customer } from "../src/demo/deliveries.ts";
import { signBody } from "../src/demo/sign-body.ts";
import { startGraphStandIn, type GraphStandInOptions } from "../src/demo/graph-stand-in.ts";
import type { JsonObject } from "../src/json.ts";
import { startBot, type RunningBot } from "../src/start-bot.ts";

const SECRETS = {
  appSecret: "s3cret-app",
  verifyToken: "s3cret-verify",
  accessToken: "EAAs3cretToken",
};
const ANNA: Customer = { name: "Anna Rossi", number: "1234567890" };
const HELLO = { id: "wamid.1", sentAtMs: 1_795_428_930_000 };

function said(body: string): JsonObject {
  return { type: "text", text: { body } };
}

interface TestBot extends RunningBot {
  post(body: JsonObject | string, secret?: string): Promise<number>;
  /** Stops the bot and reads a log of it. */
  entriesOf(name: string): Promise<LogEntry[]>;
  readonly dir: string;
}

async function startTestBot(
  options: GraphStandInOptions = {},
  graphUrl?: string,
): Promise<TestBot> {
  const dir = tempDir();
  const graph = await startGraphStandIn(options);
  const bot = await startBot({
    ...SECRETS,
    phoneNumberId: "106540352242922",
    graphUrl: graphUrl ?? graph.url,
    host: "127.0.0.1",
    port: 0,
    logs: { dir, timeZone: "UTC" },
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= bot.stop().then(() => graph.close()));
  onTestFinished(stop);
  return {
    ...bot,
    dir,
    stop,
    async post(body, secret = SECRETS.appSecret) {
      const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
      const headers = { "x-hub-signature-256": signBody(bytes, secret) };
      const response = await fetch(bot.webhookUrl, { method: "POST", headers, body: bytes });
      await response.arrayBuffer();
      await bot.idle();
      return response.status;
    },
    async entriesOf(name) {
      await stop();
      return filesBelow(dir)
        .filter((path) => path.endsWith(`/${name}.log`))
        .flatMap((path) => readFileSync(path, "utf8").trimEnd().split("\n"))
        .map((line) => {
          const parsed = parseLine(line);
          if (parsed.kind !== "entry") throw new Error(`not an entry: ${line}`);
          return parsed.entry;
        });
    },
  };
}

/** Every plain file, without following links. */
function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("a message is logged, answered, and the answer is logged", async () => {
  const bot = await startTestBot();
  expect(await bot.post(delivery([message(ANNA, HELLO, said("Are you open?"))]))).toBe(200);
  expect(await bot.entriesOf("1234567890")).toMatchObject([
    { bot: "demo-bot", direction: "INCOMING", type: "text", id: "wamid.1", msg: "Are you open?" },
    { direction: "OUTGOING", type: "text", msg: expect.stringContaining("9:00") as string },
  ]);
});

test("what is delivered again is logged and answered once", async () => {
  const bot = await startTestBot();
  const hello = delivery([message(ANNA, HELLO, said("Hello"))]);
  const read = delivery([status(ANNA, HELLO, "sent"), status(ANNA, HELLO, "read")]);
  for (const body of [hello, hello, read, read]) await bot.post(body);
  const entries = await bot.entriesOf("1234567890");
  expect(entries.map(({ direction, msg }) => `${direction} ${msg}`)).toEqual([
    "INCOMING Hello",
    "OUTGOING Thank you for your message. We will answer today.",
    "SYSTEM sent",
    "SYSTEM read",
  ]);
  expect((await bot.entriesOf("app")).filter(({ msg }) => msg === "Delivered again")).toHaveLength(
    3,
  );
});

test("a delivery with a wrong signature is refused and leaves no message", async () => {
  const bot = await startTestBot();
  const body = delivery([message(ANNA, HELLO, said("Hello"))]);
  expect(await bot.post(body, "guessed")).toBe(401);
  expect(await bot.entriesOf("1234567890")).toEqual([]);
  expect(await bot.entriesOf("requests")).toMatchObject([{ level: "warn", data: { status: 401 } }]);
  expect((await bot.entriesOf("app")).map(({ level }) => level)).toContain("warn");
});

test("the signature is that of the bytes: the same JSON in other bytes does not fit", async () => {
  const bot = await startTestBot();
  const body = JSON.stringify(delivery([message(ANNA, HELLO, said("é"))]));
  const escaped = body.replace("é", "\\u00e9");
  const headers = { "x-hub-signature-256": signBody(Buffer.from(body), SECRETS.appSecret) };
  const { status: answer } = await fetch(bot.webhookUrl, {
    method: "POST",
    headers,
    body: escaped,
  });
  expect(answer).toBe(401);
});

test("the verification is answered with its challenge, and only with the right token", async () => {
  const bot = await startTestBot();
  const ask = (token: string): Promise<Response> =>
    fetch(`${bot.webhookUrl}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=42`);
  const right = await ask(SECRETS.verifyToken);
  expect([right.status, await right.text()]).toEqual([200, "42"]);
  const wrong = await ask("guessed");
  expect([wrong.status, await wrong.text()]).toEqual([403, ""]);
});

test("other requests are answered and logged too", async () => {
  const bot = await startTestBot();
  expect((await fetch(new URL("/", bot.webhookUrl))).status).toBe(404);
  expect((await fetch(bot.webhookUrl, { method: "PUT" })).status).toBe(405);
  expect(await bot.post("no json")).toBe(400);
  const statuses = (await bot.entriesOf("requests")).map(
    ({ data }) => (data as { status: number }).status,
  );
  expect(statuses).toEqual([404, 405, 400]);
});

test("one message that cannot be logged does not keep the others from it", async () => {
  const bot = await startTestBot();
  const nobody: Customer = { name: "?", number: "../../etc/passwd" };
  const body = delivery([
    message(nobody, { ...HELLO, id: "wamid.0" }, said("Hello")),
    message(ANNA, HELLO, said("Hello")),
  ]);
  expect(await bot.post(body)).toBe(200);
  expect(await bot.entriesOf("1234567890")).toHaveLength(2);
  const errors = (await bot.entriesOf("app")).filter(({ level }) => level === "error");
  expect(errors).toMatchObject([{ data: { id: "wamid.0", text: "Hello" } }]);
});

test("an answer that is refused is an error in the customer's log, in requests and in app", async () => {
  const bot = await startTestBot({ refuseFirstTo: "1234567890" });
  await bot.post(delivery([message(ANNA, HELLO, said("Hello"))]));
  expect(await bot.entriesOf("1234567890")).toMatchObject([
    { direction: "INCOMING" },
    { direction: "OUTGOING", level: "error", data: { errors: [{ code: 131_056 }] } },
  ]);
  expect(await bot.entriesOf("requests")).toContainEqual(
    expect.objectContaining({ level: "warn", phone: "1234567890" }),
  );
  expect((await bot.entriesOf("app")).map(({ level }) => level)).toContain("error");
});

test("a Graph API that cannot be reached harms nothing but the answer", async () => {
  // Nothing listens on port 1.
  const bot = await startTestBot({}, "http://127.0.0.1:1/v24.0");
  expect(await bot.post(delivery([message(ANNA, HELLO, said("Hello"))]))).toBe(200);
  expect(await bot.entriesOf("requests")).toContainEqual(
    expect.objectContaining({ level: "error", msg: expect.stringMatching(/ failed$/) as string }),
  );
});

test("an answer that is under way when the bot is stopped is sent and logged", async () => {
  const bot = await startTestBot({ answerAfter: sleep(200) });
  const bytes = Buffer.from(JSON.stringify(delivery([message(ANNA, HELLO, said("Hello"))])));
  const headers = { "x-hub-signature-256": signBody(bytes, SECRETS.appSecret) };
  await fetch(bot.webhookUrl, { method: "POST", headers, body: bytes });
  const directions = (await bot.entriesOf("1234567890")).map(({ direction }) => direction);
  expect(directions).toEqual(["INCOMING", "OUTGOING"]);
});

test("no secret is in any file", async () => {
  const bot = await startTestBot();
  await fetch(`${bot.webhookUrl}?hub.mode=subscribe&hub.verify_token=${SECRETS.verifyToken}`);
  await bot.post(delivery([message(ANNA, HELLO, said("Hello"))]));
  await bot.stop();
  const written = filesBelow(bot.dir)
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  expect(written).toContain("[redacted]");
  for (const secret of Object.values(SECRETS)) expect(written).not.toContain(secret);
  expect(written).not.toContain("sha256=");
});
