import { expect, test } from "vitest";
import type { LogEntry } from "@org/log-core";
import { createEntryMask } from "../../src/mask/mask-entry.ts";
import { createMaskTags } from "../../src/mask/mask-tags.ts";
import { createPersonNames } from "../../src/mask/person-names.ts";
import { CONVERSATION } from "../render/conversation.ts";

const base = {
  level: "info",
  time: "2026-11-23T10:15:30.123Z",
  direction: "INCOMING",
  type: "text",
} as const;

function masked(entry: Partial<LogEntry>, subjects: readonly string[] = []): LogEntry {
  const isSubject = (phone: string): boolean => subjects.includes(phone);
  const names = createPersonNames(isSubject);
  const whole: LogEntry = { ...base, ...entry };
  names.collect(whole);
  const tags = createMaskTags("secret", true);
  return createEntryMask({ tags, isSubject, names: names.others(), isOwnName: names.isOwn })(whole);
}

test.each<[string, Partial<LogEntry>]>([
  ["a key", { phone: "1234567890" }],
  ["a JID", { data: { key: { remoteJid: "1234567890:12@s.whatsapp.net" } } }],
  ["a number in a text", { data: { text: "call +1 (234) 567-890" } }],
  ["a number as a number", { data: { contact: 1234567890 } }],
  ["a key of an object", { data: { "1234567890@c.us": 1 } }],
  ["a group's id with its founder", { phone: "1234567890-1612345678@g.us" }],
  ["a business-scoped id", { phone: "US.1234567890abc" }],
  ["a message id with the number in it", { id: "true_1234567890@c.us_3EB0" }],
  [
    "an id of the Cloud API",
    { data: { context: { id: "wamid.HBgKMTIzNDU2Nzg5MBUCABIYFjNFQjBDM" } } },
  ],
  ["the name of a bot", { bot: "1234567890" }],
  ["a type", { type: "call of 1234567890" }],
  ["an error that was logged", { msg: "no answer of 1234567890", err: { message: "1234567890" } }],
])("%s is replaced", (_, entry) => {
  const text = JSON.stringify(masked(entry));
  expect(text).not.toMatch(/1234567890|567-890|MTIzNDU2Nzg5M/);
  expect(text).toMatch(/(?:phone|id|wamid)[-.][a-z2-9]{12}/);
});

test.each<[string, Partial<LogEntry>]>([
  ["a profile's", { data: { profile: { name: "Zoe Meyer" } } }],
  ["Baileys'", { data: { pushName: "Zoe Meyer" } }],
  ["an adapter's", { data: { name: "Zoe Meyer", text: "hi" } }],
  [
    "a contact card's",
    { data: { contacts: [{ name: { formatted_name: "Zoe Meyer", first_name: "Zoe" } }] } },
  ],
  ["a vCard's", { data: { vcard: "BEGIN:VCARD\nN:Meyer;Zoe;;;\nFN:Zoe Meyer\nEND:VCARD" } }],
  [
    "a vCard's in groups and on several lines",
    {
      data: {
        vcard: "BEGIN:VCARD\nitem1.FN:Zoe\n  Meyer\nitem2.EMAIL:zoe@meyer.example\nEND:VCARD",
      },
    },
  ],
  ["in a text, once it is known", { data: { pushName: "Zoe Meyer", text: "zoe here, Mrs Meyer" } }],
])("the name is replaced: %s", (_, entry) => {
  expect(JSON.stringify(masked(entry))).not.toMatch(/zoe|meyer/i);
});

test.each(["NFC", "NFD"])("a name is found however its accents are coded: known in %s", (form) => {
  const { data } = masked({
    data: {
      pushName: "José".normalize(form),
      text: "José, jos\u00e9 ❤️Jose\u0301",
      filename: "jose\u0301.pdf",
    },
  });
  const [tag] = /name-[a-z2-9]{12}/.exec(JSON.stringify(data)) ?? [];
  expect(data).toEqual({
    pushName: tag,
    text: `${tag}, ${tag} ❤️${tag}`,
    filename: `${tag}.pdf`,
  });
});

test("names of things stay", () => {
  const place = { type: "location", data: { latitude: 1, longitude: 2, name: "Duomo" } };
  expect(masked(place)).toMatchObject(place);
  const template = { type: "template", data: { name: "order_ready", language: { code: "it" } } };
  expect(masked(template)).toMatchObject(template);
});

test("names in scripts without spaces are found inside a sentence", () => {
  const { data } = masked({ data: { pushName: "健司", text: "健司さんへ" } });
  expect(JSON.stringify(data)).not.toContain("健司");
});

test("the subject of an access request stays, others do not", () => {
  const { phone, data } = masked(
    {
      phone: "1234567890",
      data: { pushName: "Zoe", text: "Zoe, +1 (234) 567-890, and +39 333 123 4567" },
    },
    ["1234567890"],
  );
  expect(phone).toBe("1234567890");
  expect((data as { text: string }).text).toMatch(
    /^Zoe, \+1 \(234\) 567-890, and phone-[a-z2-9]{12}$/,
  );
});

test("time, level, direction and type stay, and so do times and sizes in the data", () => {
  const entry = {
    data: { timestamp: 1_764_000_000, file_size: 245_120_000, durationMs: 1_234_567_890 },
  };
  expect(masked(entry)).toEqual({ ...base, ...entry });
});

test("of a whole conversation no number and no name is left", () => {
  const names = createPersonNames(() => false);
  for (const entry of CONVERSATION) names.collect(entry);
  const tags = createMaskTags("secret", true);
  const mask = createEntryMask({
    tags,
    isSubject: () => false,
    names: names.others(),
    isOwnName: names.isOwn,
  });
  const text = CONVERSATION.map((entry) => JSON.stringify(mask(entry))).join("\n");
  expect(text).not.toMatch(/1234567890|3331234567|333 123|120363025246125486|80 1234/);
  expect(text).not.toMatch(/Anna|Rossi|Marco|Bianchi|Luca|Kenji/);
});
