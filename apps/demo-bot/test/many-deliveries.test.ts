import { Agent, request as httpRequest } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, onTestFinished, test } from "vitest";
import { delivery, message } from "../src/demo/deliveries.ts";
import { startGraphStandIn } from "../src/demo/graph-stand-in.ts";
import { signBody } from "../src/demo/sign-body.ts";
import { startBot } from "../src/start-bot.ts";

const DELIVERIES = process.env["FULL"] === "1" ? 10_000 : 1_000;
const CONNECTIONS = 50;
const PHONES = 100;
const SECRET = "s3cret-app";

test(`of ${DELIVERIES} deliveries over ${CONNECTIONS} connections every message is in its log once`, async () => {
  const dir = tempDir();
  const graph = await startGraphStandIn();
  const bot = await startBot({
    appSecret: SECRET,
    verifyToken: "v",
    accessToken: "a",
    phoneNumberId: "1",
    graphUrl: graph.url,
    host: "127.0.0.1",
    port: 0,
    logs: { dir, timeZone: "UTC" },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  onTestFinished(() => agent.destroy());
  const statuses = await Promise.all(
    Array.from({ length: DELIVERIES }, (_, index) => post(bot.webhookUrl, agent, bodyOf(index))),
  );
  agent.destroy();
  await bot.stop();
  await graph.close();
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  expect(loggedIds(dir)).toEqual(
    Array.from({ length: DELIVERIES }, (_, index) => `wamid.${index}`).toSorted(),
  );
}, 300_000);

/** A sticker, since the bot has nothing to say to it. */
function bodyOf(index: number): Buffer {
  const customer = { name: "Anna", number: String(393_330_000_000 + (index % PHONES)) };
  const stamp = { id: `wamid.${index}`, sentAtMs: 1_795_428_930_000 + index };
  const sticker = { type: "sticker", sticker: { id: "7", mime_type: "image/webp" } };
  return Buffer.from(JSON.stringify(delivery([message(customer, stamp, sticker)])));
}

function post(url: string, agent: Agent, body: Buffer): Promise<number | undefined> {
  const headers = { "x-hub-signature-256": signBody(body, SECRET) };
  return new Promise((resolve, reject) => {
    httpRequest(url, { method: "POST", agent, headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    })
      .on("error", reject)
      .end(body);
  });
}

function loggedIds(dir: string): string[] {
  const day = readdirSync(join(dir, "whatsapp")).find((name) => /^\d{4}-/.test(name)) ?? "";
  const folder = join(dir, "whatsapp", day);
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trimEnd().split("\n"))
    .map((line) => (JSON.parse(line) as { id: string }).id)
    .toSorted();
}
