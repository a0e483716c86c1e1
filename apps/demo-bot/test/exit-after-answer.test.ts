import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { Agent, request as httpRequest } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempDir } from "@org/test-kit";
import { expect, onTestFinished, test } from "vitest";
import { delivery, message } from "../src/demo/deliveries.ts";

const BOT = fileURLToPath(new URL("bots/exits-after-answer.mjs", import.meta.url));
const DELIVERIES = 600;
const ANSWERS = 500;
const CONNECTIONS = 50;

test.each(["alone", "with a bot behind"])(
  "what was answered is in the log once, though the process ends with the answer: %s",
  async (place) => {
    const dir = tempDir();
    const bot = spawn(process.execPath, [BOT, dir, String(ANSWERS), place], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void bot.kill());
    const ended = new Promise((resolve) => bot.once("close", resolve));
    const url = `http://127.0.0.1:${await firstLine(bot)}/webhook`;
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    onTestFinished(() => agent.destroy());
    const ids = Array.from({ length: DELIVERIES }, (_, index) => `wamid.${index}`);
    const answers = await Promise.all(ids.map((id) => isAnswered(url, agent, id)));
    expect(await ended).toBe(0);
    const answered = ids.filter((_, index) => answers[index]);
    expect(answered.length).toBeGreaterThan(0);
    const logged = loggedIds(dir);
    expect(new Set(logged).size).toBe(logged.length);
    expect(answered.filter((id) => !logged.includes(id))).toEqual([]);
    // The last answer may not have reached its caller; that it was given is enough.
    expect(logged.length).toBeGreaterThanOrEqual(ANSWERS);
  },
  60_000,
);

function firstLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
}

/** Whether a delivery was answered before the bot's process was gone. */
function isAnswered(url: string, agent: Agent, id: string): Promise<boolean> {
  const customer = { name: "Anna", number: "393330000001" };
  const text = { type: "text", text: { body: "Hello" } };
  const body = JSON.stringify(delivery([message(customer, { id, sentAtMs: 0 }, text)]));
  return new Promise((resolve) => {
    httpRequest(url, { method: "POST", agent }, (response) => {
      response.resume().on("error", () => resolve(true));
      response.on("close", () => resolve(response.statusCode === 200));
    })
      .on("error", () => resolve(false))
      .end(body);
  });
}

function loggedIds(dir: string): string[] {
  const day = readdirSync(join(dir, "whatsapp")).find((name) => /^\d{4}-/.test(name)) ?? "";
  const text = readFileSync(join(dir, "whatsapp", day, "393330000001.log"), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { id: string }).id);
}
