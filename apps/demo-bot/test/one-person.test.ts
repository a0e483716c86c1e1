import { EventEmitter } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { logEntries } from "@org/log-adapters";
import { attachBaileys, type BaileysSocket } from "@org/log-adapters/baileys";
import { webhookEntries } from "@org/log-adapters/cloud-api";
import { attachWhatsAppWeb } from "@org/log-adapters/whatsapp-web";
import { createLogWriter, type LogWriter } from "@org/log-writer";
import { eventually, runNode, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";

const CLI = join(
  dirname(createRequire(import.meta.url).resolve("@org/log-cli/package.json")),
  "dist/main.js",
);
const LID = "138372841234567@lid";
const NUMBER = "393331234567";
const NEW = "393337654321";
const USER_ID = "IT.13491208655302741918";
const OTHER = "15550001111";
const IDS = [LID, NUMBER, NEW];

function createSocket(): BaileysSocket & { ev: EventEmitter } {
  return { ev: new EventEmitter() };
}

/** One person by LID, by LID with the number beside it, by number, and by a new number; and another. */
async function tellByBaileys(logs: LogWriter): Promise<void> {
  const sock = createSocket();
  attachBaileys(sock, logs);
  let id = 0;
  const say = (text: string, key: object): void => {
    id += 1;
    const message = {
      key: { id: `3EB0${id}`, fromMe: false, ...key },
      message: { conversation: text },
    };
    sock.ev.emit("messages.upsert", { type: "notify", messages: [message] });
  };
  say("one", { remoteJid: LID });
  say("two", { remoteJid: LID, remoteJidAlt: `${NUMBER}@s.whatsapp.net` });
  say("three", { remoteJid: `${NUMBER}@s.whatsapp.net` });
  sock.ev.emit("lid-mapping.update", { lid: LID, pn: `${NEW}@s.whatsapp.net` });
  say("four", { remoteJid: `${NEW}@s.whatsapp.net` });
  say("of another", { remoteJid: `${OTHER}@s.whatsapp.net` });
  say("in a group", {
    remoteJid: "120363025246125486@g.us",
    participant: LID,
    participantAlt: `${NEW}@s.whatsapp.net`,
  });
  await logs.flush();
}

async function cli(
  dir: string,
  ...args: readonly string[]
): Promise<{ code: number | null; stdout: string }> {
  const { code, stdout } = await runNode(CLI, { args, env: { LOG_DIR: dir } });
  return { code, stdout };
}

async function textsOf(dir: string, ...args: readonly string[]): Promise<(string | undefined)[]> {
  const { stdout } = await cli(dir, ...args, "-o", "ndjson");
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { data?: { text?: string } }).data?.text);
}

function bytesOf(dir: string): string {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name + readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

describe(
  "a person known by LID, then by number, then by a new number",
  { timeout: 120_000 },
  () => {
    test.each(IDS)("is shown whole for %s, and erased whole while the bot runs", async (asked) => {
      const dir = join(tempDir(), "logs");
      await using logs = createLogWriter({ dir, timeZone: "UTC" });
      await tellByBaileys(logs);
      expect(await textsOf(dir, "get", asked)).toEqual(["one", "two", "three", "four"]);
      expect(await textsOf(dir, "search", "three", "--phone", asked)).toEqual(["three"]);

      expect(await cli(dir, "erase", asked, "--everywhere", "--yes")).toMatchObject({ code: 0 });
      const bytes = bytesOf(dir);
      for (const id of ["138372841234567", NUMBER, NEW]) {
        expect(bytes).not.toContain(id);
        expect(await cli(dir, "get", id)).toEqual({ code: 1, stdout: "" });
        expect(await cli(dir, "search", id)).toEqual({ code: 1, stdout: "" });
      }
      expect(await textsOf(dir, "get", OTHER)).toEqual(["of another"]);
    });
  },
);

test("one person in three libraries at once is one person", async () => {
  const dir = join(tempDir(), "logs");
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  attachBaileysOnce(logs);
  const value = {
    contacts: [{ wa_id: NUMBER, user_id: USER_ID }],
    messages: [
      { from_user_id: USER_ID, id: "wamid.1", type: "text", text: { body: "by user id" } },
    ],
  };
  logEntries(logs, webhookEntries({ entry: [{ changes: [{ field: "messages", value }] }] }));
  const client = Object.assign(new EventEmitter(), {
    getContactLidAndPhone: () =>
      Promise.resolve([{ lid: "999888777666555@lid", pn: `${NUMBER}@c.us` }]),
  });
  attachWhatsAppWeb(client, logs);
  const key = { id: "3EB0", remote: "999888777666555@lid", fromMe: false };
  client.emit("message_create", {
    id: key,
    from: key.remote,
    type: "chat",
    body: "by the other LID",
  });
  await eventually(async () => {
    await logs.flush();
    return readFileSync(join(dir, "aliases.ndjson"), "utf8").includes("999888777666555");
  });
  for (const id of [LID, NUMBER, USER_ID, "999888777666555@lid"]) {
    const texts = await textsOf(dir, "get", id);
    expect(texts).toHaveLength(3);
    expect(new Set(texts)).toEqual(new Set(["by LID", "by the other LID", "by user id"]));
  }
});

function attachBaileysOnce(logs: LogWriter): void {
  const sock = createSocket();
  attachBaileys(sock, logs);
  const key = { id: "3EB01", fromMe: false, remoteJid: LID };
  sock.ev.emit("messages.upsert", { messages: [{ key, message: { conversation: "by LID" } }] });
  sock.ev.emit("contacts.upsert", [{ id: LID, phoneNumber: `${NUMBER}@s.whatsapp.net` }]);
}
