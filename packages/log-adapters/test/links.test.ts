import { describe, expect, test } from "vitest";
import { baileysEntries } from "../src/baileys.ts";
import { STUB_NAMES } from "../src/baileys/stub-names.ts";
import { sentEntries, webhookEntries } from "../src/cloud-api.ts";
import type { AdaptedEntry } from "../src/index.ts";
import { whatsappWebEntries } from "../src/whatsapp-web.ts";
import { linksIn } from "./payloads/links.ts";
import { change } from "./payloads/webhook.ts";

const NUMBER = "393331234567";
const NEW = "393337654321";
const PN = `${NUMBER}@s.whatsapp.net`;
const NEW_PN = `${NEW}@s.whatsapp.net`;
const LID = "138372841234567@lid";
const BOT = "15550783881";
const BOT_LID = "555000111222333@lid";
const GROUP = "120363025246125486@g.us";
const CHANGED_IN_GROUP = STUB_NAMES.indexOf("GROUP_PARTICIPANT_CHANGE_NUMBER");
const CHANGED_IN_CHAT = STUB_NAMES.indexOf("INDIVIDUAL_CHANGE_NUMBER");

function upsert(key: object, beside: object = {}): readonly AdaptedEntry[] {
  const message = { key: { id: "3EB0", fromMe: false, ...key }, ...beside };
  return baileysEntries("messages.upsert", {
    messages: [{ message: { conversation: "Hi" }, ...message }],
  });
}

describe("Baileys", () => {
  test.each([
    ["a LID, the number beside it (7.x)", { remoteJid: LID, remoteJidAlt: PN }, [NUMBER, LID]],
    ["a number, the LID beside it", { remoteJid: PN, remoteJidAlt: LID }, [NUMBER, LID]],
    ["the sender's number (6.7.x)", { remoteJid: LID, senderPn: PN }, [NUMBER, LID]],
    ["the sender's LID (6.7.x)", { remoteJid: PN, senderLid: LID }, [NUMBER, LID]],
    [
      "the author in a group",
      { remoteJid: GROUP, participant: LID, participantAlt: PN },
      [NUMBER, LID],
    ],
    [
      "the author of a status",
      { remoteJid: "status@broadcast", participant: LID, participantPn: PN },
      [NUMBER, LID],
    ],
    [
      "the bot's own message to a LID",
      { remoteJid: LID, remoteJidAlt: PN, fromMe: true },
      [NUMBER, LID],
    ],
  ])("%s", (_, key, ids) => {
    expect(linksIn(upsert(key))).toEqual([ids.join("=")]);
  });

  test.each([
    ["a number alone", { remoteJid: PN }],
    ["a LID alone", { remoteJid: LID }],
    ["a group", { remoteJid: GROUP, participant: PN }],
    ["a group with something in place of the other form", { remoteJid: GROUP, remoteJidAlt: PN }],
    [
      "the bot's own ids beside a customer's",
      { remoteJid: LID, fromMe: true, senderPn: `${BOT}@s.whatsapp.net`, senderLid: BOT_LID },
    ],
    [
      "the bot in a group",
      {
        remoteJid: GROUP,
        fromMe: true,
        participant: BOT_LID,
        participantAlt: `${BOT}@s.whatsapp.net`,
      },
    ],
    ["a channel", { remoteJid: "120363144038483540@newsletter" }],
  ])("%s links nobody", (_, key) => {
    expect(linksIn(upsert(key))).toEqual([]);
  });

  test("a message comes before its links", () => {
    expect(upsert({ remoteJid: LID, remoteJidAlt: PN }).map(({ log }) => log)).toEqual([
      "whatsapp",
      "aliases",
    ]);
  });

  test("mappings, contacts and the history tell pairs, and nothing else of an address book", () => {
    expect(baileysEntries("lid-mapping.update", { lid: LID, pn: PN })).toEqual([
      { log: "aliases", phones: [LID, NUMBER], reason: "same" },
    ]);
    const contacts = [
      { id: LID, phoneNumber: PN, name: "Anna" },
      { id: PN, lid: LID, notify: "Anna" },
      { id: NEW_PN, name: "Ben" },
      { id: GROUP, name: "Fans" },
    ];
    for (const event of ["contacts.upsert", "contacts.update"]) {
      const entries = baileysEntries(event, contacts);
      expect(linksIn(entries)).toEqual([`${LID}=${NUMBER}`, `${NUMBER}=${LID}`]);
      expect(entries).toHaveLength(2);
    }
    const history = { messages: [], contacts, lidPnMappings: [{ lid: LID, pn: NEW_PN }] };
    const entries = baileysEntries("messaging-history.set", history);
    expect(linksIn(entries)).toEqual([`${LID}=${NEW}`, `${LID}=${NUMBER}`, `${NUMBER}=${LID}`]);
    expect(JSON.stringify(entries)).not.toContain("Anna");
  });

  test("a new number is told by a notice, in a group and in a chat", () => {
    const inGroup = { message: undefined, messageStubType: CHANGED_IN_GROUP };
    expect(
      linksIn(
        upsert(
          { remoteJid: GROUP, participant: PN },
          { ...inGroup, messageStubParameters: [NEW_PN] },
        ),
      ),
    ).toEqual([`${NUMBER}>${NEW}`]);
    const inChat = { message: undefined, messageStubType: CHANGED_IN_CHAT };
    for (const parameters of [[PN], [NEW_PN, PN]]) {
      expect(
        linksIn(upsert({ remoteJid: NEW_PN }, { ...inChat, messageStubParameters: parameters })),
      ).toEqual([`${NUMBER}>${NEW}`]);
    }
    // Three ids are no change of one person's.
    const odd = { ...inChat, messageStubParameters: [PN, "39111@c.us", "39222@c.us"] };
    expect(linksIn(upsert({ remoteJid: NEW_PN }, odd))).toEqual([]);
  });

  test("calls and what is done in groups tell who does it, not who else is there", () => {
    const call = { chatId: PN, from: LID, callerPn: PN, id: "C1", status: "offer" };
    expect(linksIn(baileysEntries("call", [call]))).toEqual([`${NUMBER}=${LID}`]);
    const update = {
      id: GROUP,
      author: LID,
      authorPn: PN,
      action: "add",
      participants: [{ id: "999888777666555@lid", phoneNumber: NEW_PN }],
    };
    expect(linksIn(baileysEntries("group-participants.update", update))).toEqual([
      `${NUMBER}=${LID}`,
    ]);
  });
});

const contact = { wa_id: NUMBER, user_id: "IT.aB3", parent_user_id: "IT.ENT.Zz9" };

describe("messages of the Cloud API", () => {
  test("a message tells number, user id and parent", () => {
    const value = {
      contacts: [contact],
      messages: [
        {
          from: NUMBER,
          from_user_id: "IT.aB3",
          from_parent_user_id: "IT.ENT.Zz9",
          id: "wamid.1",
          type: "text",
          text: { body: "Hi" },
        },
      ],
    };
    expect(linksIn(change("messages", value))).toEqual([`${NUMBER}=IT.aB3=IT.ENT.Zz9`]);
  });

  test("a message without a number, and one in a group, are their author's", () => {
    const message = { from_user_id: "IT.aB3", id: "wamid.1", type: "text", text: { body: "Hi" } };
    expect(linksIn(change("messages", { contacts: [contact], messages: [message] }))).toContain(
      `${NUMBER}=IT.aB3=IT.ENT.Zz9`,
    );
    const inGroup = { ...message, from: NUMBER, group_id: "Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MQ" };
    expect(linksIn(change("messages", { messages: [inGroup] }))).toEqual([`${NUMBER}=IT.aB3`]);
  });

  test("two customers in one delivery stay two", () => {
    const value = {
      contacts: [contact, { wa_id: NEW, user_id: "IT.zZ1" }],
      messages: [
        { from: NUMBER, from_user_id: "IT.aB3", id: "wamid.1", type: "text", text: { body: "Hi" } },
        { from: NEW, from_user_id: "IT.zZ1", id: "wamid.2", type: "text", text: { body: "Hi" } },
      ],
    };
    for (const link of linksIn(change("messages", value)))
      expect(link.includes(NUMBER) && link.includes(NEW)).toBe(false);
  });

  test.each([
    ["wa_id", { wa_id: NEW }],
    ["new_wa_id, before version 12", { new_wa_id: NEW }],
  ])("a new number (%s) is a change", (_, system) => {
    const message = {
      from: NUMBER,
      id: "wamid.1",
      type: "system",
      system: { type: "user_changed_number", body: "changed", customer: NUMBER, ...system },
    };
    expect(linksIn(change("messages", { messages: [message] }))).toEqual([`${NUMBER}>${NEW}`]);
  });

  test("a new user id is a change, told by a message or an event", () => {
    const message = {
      from: NUMBER,
      from_user_id: "IT.aB3",
      id: "wamid.1",
      type: "system",
      system: { type: "user_changed_user_id", user_id: "IT.cD4" },
    };
    expect(linksIn(change("messages", { messages: [message] }))).toEqual([
      `${NUMBER}=IT.aB3`,
      "IT.aB3>IT.cD4",
    ]);
    const update = { wa_id: NUMBER, user_id: { previous: "IT.aB3", current: "IT.cD4" } };
    expect(linksIn(change("user_id_update", { user_id_update: [update] }))).toEqual([
      "IT.aB3>IT.cD4",
      `${NUMBER}=IT.cD4`,
    ]);
  });
});

describe("what else the Cloud API tells", () => {
  test("statuses, echoes and calls tell the customer's ids, and not the business's", () => {
    const status = {
      id: "wamid.1",
      status: "sent",
      recipient_id: NUMBER,
      recipient_user_id: "IT.aB3",
    };
    expect(linksIn(change("messages", { statuses: [status] }))).toEqual([`${NUMBER}=IT.aB3`]);
    const echo = {
      from: BOT,
      to: NUMBER,
      to_user_id: "IT.aB3",
      id: "wamid.2",
      type: "text",
      text: { body: "Hi" },
    };
    expect(linksIn(change("smb_message_echoes", { message_echoes: [echo] }))).toEqual([
      `${NUMBER}=IT.aB3`,
    ]);
    const call = {
      id: "wacid.1",
      from: BOT,
      to: NUMBER,
      to_user_id: "IT.aB3",
      direction: "BUSINESS_INITIATED",
    };
    expect(linksIn(change("calls", { calls: [call] }))).toEqual([`${NUMBER}=IT.aB3`]);
  });

  test("a status in a group is the member's, and the group is nobody", () => {
    const status = {
      id: "wamid.1",
      status: "read",
      recipient_type: "group",
      recipient_id: "Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MQ",
      recipient_participant_id: NUMBER,
      recipient_participant_user_id: "IT.aB3",
    };
    expect(linksIn(change("messages", { statuses: [status] }))).toEqual([`${NUMBER}=IT.aB3`]);
  });

  test("the answer to a sent message tells the number that WhatsApp knows", () => {
    const body = { to: "5511987654321", type: "text", text: { body: "Hi" } };
    const answer = {
      contacts: [{ input: "5511987654321", wa_id: "551187654321", user_id: "BR.aB3" }],
      messages: [{ id: "wamid.1" }],
    };
    const [entry, ...links] = sentEntries({ body, answer });
    expect(entry).toMatchObject({ phone: "5511987654321", id: "wamid.1" });
    expect(linksIn(links)).toEqual(["5511987654321=551187654321=BR.aB3"]);
    const two = { contacts: [...answer.contacts, { wa_id: NUMBER }] };
    expect(sentEntries({ body, answer: two })).toHaveLength(1);
    expect(sentEntries({ body: undefined, answer: undefined })).toHaveLength(1);
  });

  test("what is delivered is read to its end, whatever is among the contacts", () => {
    const value = { contacts: [null, 3, { wa_id: GROUP, user_id: "IT.aB3" }], messages: [] };
    const body = { entry: [{ changes: [{ field: "messages", value }] }] };
    expect(linksIn(webhookEntries(body))).toEqual([]);
  });
});

describe("whatsapp-web.js", () => {
  const message = (fields: object): object => ({ type: "chat", body: "Hi", ...fields });

  test("a chat that is known by two ids, and the author in a group", () => {
    const chat = message({
      id: { id: "3EB0", remote: `${NUMBER}@c.us`, fromMe: false },
      from: LID,
    });
    expect(linksIn(whatsappWebEntries("message_create", [chat]))).toEqual([`${NUMBER}=${LID}`]);
    const group = message({
      id: { id: "3EB0", remote: GROUP, fromMe: false, participant: { _serialized: LID } },
      from: GROUP,
      author: `${NUMBER}@c.us`,
    });
    expect(linksIn(whatsappWebEntries("message_create", [group]))).toEqual([`${NUMBER}=${LID}`]);
  });

  test("the bot's own id is not its customer's", () => {
    const own = message({
      id: { id: "3EB0", remote: LID, fromMe: true },
      fromMe: true,
      from: `${BOT}@c.us`,
      to: LID,
    });
    expect(linksIn(whatsappWebEntries("message_create", [own]))).toEqual([]);
  });

  test("a changed number is a change, in a chat and in a group", () => {
    const notice = message({ id: { id: "3EB0", remote: GROUP }, from: GROUP });
    const args = [notice, `${NUMBER}@c.us`, `${NEW}@c.us`, false];
    expect(linksIn(whatsappWebEntries("contact_changed", args))).toEqual([`${NUMBER}>${NEW}`]);
  });
});
