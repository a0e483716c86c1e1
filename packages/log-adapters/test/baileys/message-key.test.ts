import { expect, test } from "vitest";
import { baileysEntries } from "../../src/baileys.ts";

const NUMBER = "393331234567@s.whatsapp.net";
const LID = "138372841234567@lid";
const GROUP = "120363025246125486@g.us";

function entryOf(key: object, beside: object = {}): unknown {
  const message = {
    key: { id: "3EB0", fromMe: false, ...key },
    message: { conversation: "Hi" },
    ...beside,
  };
  return baileysEntries("messages.upsert", { messages: [message] })[0];
}

test.each([
  ["a number", { remoteJid: NUMBER }, "393331234567"],
  ["a number with a device", { remoteJid: "393331234567:12@s.whatsapp.net" }, "393331234567"],
  ["a LID alone", { remoteJid: LID }, LID],
  ["a LID, the number beside it (7.x)", { remoteJid: LID, remoteJidAlt: NUMBER }, "393331234567"],
  [
    "a LID, the sender's number beside it (6.7.x)",
    { remoteJid: LID, senderPn: NUMBER },
    "393331234567",
  ],
  ["a number, the LID beside it", { remoteJid: NUMBER, remoteJidAlt: LID }, "393331234567"],
  ["a channel", { remoteJid: "120363144038483540@newsletter" }, "120363144038483540@newsletter"],
])("%s", (_, key, phone) => {
  expect(entryOf(key)).toMatchObject({ log: "whatsapp", phone, direction: "INCOMING" });
  expect(entryOf(key)).not.toHaveProperty("from");
});

test("of a message of the bot's own the sender's number is not the conversation's", () => {
  const key = { remoteJid: LID, fromMe: true, senderPn: "15550783881@s.whatsapp.net" };
  expect(entryOf(key)).toMatchObject({ phone: LID, direction: "OUTGOING" });
});

test.each([
  ["by number", { participant: NUMBER }, "393331234567"],
  ["by LID", { participant: LID }, LID],
  [
    "by LID with the number beside it",
    { participant: LID, participantAlt: NUMBER },
    "393331234567",
  ],
  [
    "by LID with the number beside it (6.7.x)",
    { participant: LID, participantPn: NUMBER },
    "393331234567",
  ],
])("in a group the author is from, %s", (_, key, from) => {
  expect(entryOf({ remoteJid: GROUP, ...key })).toMatchObject({ phone: GROUP, from });
});

test("in older versions the author stands beside the key", () => {
  expect(entryOf({ remoteJid: GROUP }, { participant: NUMBER })).toMatchObject({
    phone: GROUP,
    from: "393331234567",
  });
});

test("a status update is in the log of statuses, with its author", () => {
  expect(entryOf({ remoteJid: "status@broadcast", participant: NUMBER })).toMatchObject({
    phone: "status@broadcast",
    from: "393331234567",
  });
});
