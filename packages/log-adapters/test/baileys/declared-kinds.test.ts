import { describe, expect, test } from "vitest";
import { BAILEYS_EVENTS, baileysEntries } from "../../src/baileys.ts";
import { IGNORED_EVENTS } from "../../src/baileys/baileys-entries.ts";
import { STUB_NAMES } from "../../src/baileys/stub-names.ts";
import type { AdaptedEntry } from "../../src/index.ts";
import { MESSAGE_TYPES } from "../../src/index.ts";
import {
  BAILEYS_CONTENTS,
  BAILEYS_EVENT_NAMES,
  BAILEYS_PROTOCOL,
  BAILEYS_STATUSES,
  BAILEYS_STUBS,
} from "../payloads/declarations.ts";

const KEY = { remoteJid: "1234567890@s.whatsapp.net", fromMe: false, id: "3EB0A1" };
/** Contents that have no form of their own, with the reason. */
const WITHOUT_FORM = new Set([
  "encCommentMessage", // encrypted for the library too
  "secretEncryptedMessage", // likewise
  "placeholderMessage", // stands for what another device shows
  "deviceSentMessage", // a wrapper, here with nothing inside
]);

function upsert(message: object): readonly AdaptedEntry[] {
  const messages = [{ key: KEY, messageTimestamp: 1_795_428_930, pushName: "Anna", message }];
  return baileysEntries("messages.upsert", { messages, type: "notify" });
}

test("the declarations are read whole", () => {
  expect(BAILEYS_CONTENTS.length).toBeGreaterThanOrEqual(95);
  expect(BAILEYS_CONTENTS.filter(({ wraps }) => wraps).length).toBeGreaterThan(20);
  expect(BAILEYS_EVENT_NAMES.length).toBeGreaterThan(30);
  expect(BAILEYS_STATUSES).toHaveLength(6);
});

describe.each(BAILEYS_CONTENTS)("$name", ({ name, wraps }) => {
  test("gives one entry with the message's id", () => {
    const content =
      name === "conversation"
        ? "Hello"
        : {
            text: "Hello",
            contextInfo: {},
            ...(name === "commentMessage" ? { message: { conversation: "Hi" } } : {}),
          };
    const entries = upsert({
      [name]: content,
      messageContextInfo: { messageSecret: new Uint8Array(32) },
    });
    expect(entries).toMatchObject([{ log: "whatsapp", phone: "1234567890", id: "3EB0A1" }]);
    if (name === "messageContextInfo") return;
    const [entry] = entries;
    expect(MESSAGE_TYPES).toContain(entry?.log === "whatsapp" && entry.type);
    const isUnsupported = entry?.log === "whatsapp" && entry.type === "unsupported";
    // A poll of this version is wrapped; empty it is still known by its name.
    const isEmptyWrapper = wraps && name !== "pollCreationMessageV4";
    expect(isUnsupported).toBe(isEmptyWrapper || WITHOUT_FORM.has(name));
    if (isUnsupported) expect(entry).toMatchObject({ data: { kind: name } });
  });
});

const WRAPPERS = BAILEYS_CONTENTS.filter(({ wraps }) => wraps).map(({ name }) => name);

test.each([...WRAPPERS, "deviceSentMessage"])("%s is unwrapped", (name) => {
  expect(upsert({ [name]: { message: { conversation: "inside" } } })).toMatchObject([
    { type: name === "editedMessage" ? "edit" : "text", data: { text: "inside" }, id: "3EB0A1" },
  ]);
});

test("a kind of next year is unsupported, and keeps its name and content", () => {
  expect(
    upsert({ hologramMessageV2: { title: "Hi", mediaKey: new Uint8Array(32) } }),
  ).toMatchObject([
    {
      type: "unsupported",
      message: "hologramMessageV2",
      data: { kind: "hologramMessageV2", content: { title: "Hi" } },
    },
  ]);
});

test("versions collapse", () => {
  const poll = { name: "When?", options: [{ optionName: "Mon" }], encKey: new Uint8Array(32) };
  for (const name of [
    "pollCreationMessage",
    "pollCreationMessageV2",
    "pollCreationMessageV3",
    "pollCreationMessageV5",
  ]) {
    expect(upsert({ [name]: poll })).toMatchObject([
      { type: "poll", data: { poll: { name: "When?", options: ["Mon"] } } },
    ]);
  }
  const inner = { message: { pollCreationMessageV3: poll } };
  expect(upsert({ pollCreationMessageV4: inner })).toMatchObject([{ type: "poll" }]);
});

test("wrappers in wrappers are opened", () => {
  const viewOnce = {
    message: { viewOnceMessageV2: { message: { imageMessage: { caption: "once" } } } },
  };
  expect(upsert({ ephemeralMessage: viewOnce })).toMatchObject([
    { type: "image", data: { text: "once", viewOnce: true, via: ["ephemeral"] } },
  ]);
});

describe("stubs", () => {
  test("the table is the protocol's", () => {
    expect(BAILEYS_STUBS.map(([name, number]) => STUB_NAMES[number] === name)).not.toContain(false);
    expect(BAILEYS_STUBS).toHaveLength(STUB_NAMES.length);
  });

  test.each(BAILEYS_STUBS)("%s", (name, number) => {
    const message = { key: KEY, messageStubType: number, messageStubParameters: ["a"] };
    const entries = baileysEntries("messages.upsert", { messages: [message] });
    expect(entries).toMatchObject([{ log: "whatsapp", id: "3EB0A1", data: { kind: name } }]);
    const unread = ["UNKNOWN", "CIPHERTEXT", "FUTUREPROOF"].includes(name);
    expect(entries).toMatchObject([{ direction: unread ? "INCOMING" : "SYSTEM" }]);
  });
});

test.each(BAILEYS_PROTOCOL)("protocol message %s", (name, type) => {
  const protocolMessage = { type, key: { id: "ORIGINAL" }, editedMessage: { conversation: "new" } };
  const expected = { REVOKE: "revoke", MESSAGE_EDIT: "edit" }[name] ?? "system";
  expect(upsert({ protocolMessage })).toMatchObject([
    {
      type: expected,
      id: "3EB0A1",
      data: { about: "ORIGINAL", ...(expected === "system" ? { kind: name } : {}) },
    },
  ]);
});

test.each(BAILEYS_STATUSES)("status %s", (_name, status) => {
  const words = ["failed", "pending", "sent", "delivered", "read", "played"];
  expect(
    baileysEntries("messages.update", [{ key: { ...KEY, fromMe: true }, update: { status } }]),
  ).toMatchObject([
    { type: "status", direction: "SYSTEM", id: "3EB0A1", data: { status: words[status] } },
  ]);
});

describe.each(BAILEYS_EVENT_NAMES)("event %s", (name) => {
  test("is read, or left out on purpose", () => {
    expect(BAILEYS_EVENTS.includes(name)).toBe(!IGNORED_EVENTS.has(name));
    const payload = {
      id: "120363025246125486@g.us",
      key: KEY,
      keys: [KEY],
      update: { starred: true },
      messages: [{ key: KEY }],
      lid: "138372841234567@lid",
      pn: "393331234567@s.whatsapp.net",
      phoneNumber: "393331234567@s.whatsapp.net",
    };
    const entries = baileysEntries(name, payload);
    expect(entries.length > 0).toBe(!IGNORED_EVENTS.has(name));
  });
});

test("nothing is ignored that is no event", () => {
  expect([...IGNORED_EVENTS].filter((name) => !BAILEYS_EVENT_NAMES.includes(name))).toEqual([]);
});
