import { describe, expect, test } from "vitest";
import type { AdaptedEntry } from "../../src/index.ts";
import { MESSAGE_TYPES } from "../../src/index.ts";
import { WHATSAPP_WEB_EVENTS, whatsappWebEntries } from "../../src/whatsapp-web.ts";
import { IGNORED_EVENTS } from "../../src/whatsapp-web/whatsapp-web-entries.ts";
import { WEB_ACKS, WEB_EVENTS, WEB_STATES, WEB_TYPES } from "../payloads/declarations.ts";

const ID = {
  fromMe: false,
  remote: "1234567890@c.us",
  id: "3EB0A1",
  _serialized: "false_1234567890@c.us_3EB0A1",
};
/** What WhatsApp Web itself cannot show. */
const WITHOUT_FORM = new Set(["unknown", "ciphertext", "oversized"]);

function message(fields: object = {}): object {
  return {
    id: ID,
    from: "1234567890@c.us",
    to: "15550783881@c.us",
    fromMe: false,
    timestamp: 1_795_428_930,
    body: "Hello",
    type: "chat",
    ...fields,
  };
}

function created(fields: object): readonly AdaptedEntry[] {
  return whatsappWebEntries("message_create", [message(fields)]);
}

test("the declarations are read whole", () => {
  expect(WEB_TYPES.length).toBeGreaterThanOrEqual(38);
  expect(WEB_EVENTS.length).toBeGreaterThan(30);
  expect(WEB_STATES.length).toBeGreaterThan(10);
  expect(WEB_ACKS.length).toBeGreaterThanOrEqual(6);
});

test.each(WEB_TYPES)("type %s", (type) => {
  const entries = created({ type });
  expect(entries).toMatchObject([{ log: "whatsapp", phone: "1234567890", id: "3EB0A1" }]);
  const [entry] = entries;
  const given = entry?.log === "whatsapp" ? entry.type : "";
  expect(MESSAGE_TYPES).toContain(given);
  expect(given === "unsupported").toBe(WITHOUT_FORM.has(type));
  if (given === "unsupported") expect(entry).toMatchObject({ data: { kind: type } });
});

test("a type of next year is unsupported, and keeps its name and text", () => {
  expect(created({ type: "hologram" })).toMatchObject([
    { type: "unsupported", data: { kind: "hologram", text: "Hello" } },
  ]);
});

test.each(WEB_ACKS)("ack %s", (_name, ack) => {
  const own = message({
    fromMe: true,
    id: { ...ID, fromMe: true },
    from: "15550783881@c.us",
    to: "1234567890@c.us",
  });
  const words: Record<number, string> = {
    [-1]: "failed",
    0: "pending",
    1: "sent",
    2: "delivered",
    3: "read",
    4: "played",
  };
  expect(whatsappWebEntries("message_ack", [own, ack])).toMatchObject([
    { phone: "1234567890", type: "status", id: "3EB0A1", data: { status: words[ack] } },
  ]);
});

test.each(WEB_STATES)("state %s", (state) => {
  expect(whatsappWebEntries("change_state", [state])).toMatchObject([
    { log: "app", message: `Connection: change_state: ${state}` },
  ]);
});

describe.each(WEB_EVENTS)("event %s", (name) => {
  test("is read, or left out on purpose", () => {
    expect(WHATSAPP_WEB_EVENTS.includes(name)).toBe(!IGNORED_EVENTS.has(name));
    expect(whatsappWebEntries(name, [message()]).length > 0).toBe(!IGNORED_EVENTS.has(name));
  });
});

test("nothing is ignored that is no event", () => {
  expect([...IGNORED_EVENTS].filter((name) => !WEB_EVENTS.includes(name))).toEqual([]);
});
