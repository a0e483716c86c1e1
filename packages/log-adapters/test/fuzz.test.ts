import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { baileysEntries, BAILEYS_EVENTS } from "../src/baileys.ts";
import { sentEntries, webhookEntries } from "../src/cloud-api.ts";
import type { AdaptedEntry } from "../src/index.ts";
import { withoutLinks } from "./payloads/links.ts";
import { WHATSAPP_WEB_EVENTS, whatsappWebEntries } from "../src/whatsapp-web.ts";

const RUNS = process.env["FULL"] === "1" ? 5_000 : 400;
vi.setConfig({ testTimeout: process.env["FULL"] === "1" ? 600_000 : 60_000 });
const NUMBER = "393331234567";
const TEXT = "Is order 4711 ready?";

/** Anything a broken or hostile sender may put where something else is expected. */
const junk = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.anything({
      withBigInt: true,
      withDate: true,
      withNullPrototype: true,
      withTypedArray: true,
    }),
  },
  { weight: 1, arbitrary: fc.constant(0).map(throwing) },
);

/** Symbols are what the test runner itself asks for. */
function throwing(): object {
  return new Proxy(
    {},
    {
      get: (_target, name) => refuse(name),
      has: (_target, name) => refuse(name) !== undefined,
      ownKeys: () => refuse("keys") ?? [],
    },
  );
}

function refuse(name: string | symbol): never | undefined {
  if (typeof name === "symbol") return undefined;
  throw new Error(`${name} cannot be read`);
}

/** A real shape, with some of its values replaced or left out. */
function mutated(shape: unknown): fc.Arbitrary<unknown> {
  const keep = fc.constant(shape);
  const changed = fc.oneof(
    { weight: 1, arbitrary: junk },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
  if (Array.isArray(shape)) {
    const members = fc.tuple(...shape.map(mutated));
    return fc.oneof({ weight: 12, arbitrary: members }, { weight: 1, arbitrary: changed });
  }
  if (typeof shape !== "object" || shape === null) {
    return fc.oneof({ weight: 8, arbitrary: keep }, { weight: 1, arbitrary: changed });
  }
  const fields = fc.record(
    Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, mutated(value)])),
  );
  return fc.oneof({ weight: 12, arbitrary: fields }, { weight: 1, arbitrary: changed });
}

const KEY = {
  remoteJid: `${NUMBER}@s.whatsapp.net`,
  fromMe: false,
  id: "3EB0",
  participant: "1@lid",
};
const CLOUD_MESSAGE = {
  from: NUMBER,
  id: "wamid.1",
  timestamp: "1795428930",
  type: "text",
  text: { body: TEXT },
  context: { id: "x" },
};
const BAILEYS_MESSAGE = {
  key: KEY,
  messageTimestamp: 1_795_428_930,
  pushName: "Anna",
  message: {
    ephemeralMessage: {
      message: { extendedTextMessage: { text: TEXT, contextInfo: { stanzaId: "x" } } },
    },
  },
};
const WEB_MESSAGE = {
  id: { fromMe: false, remote: `${NUMBER}@c.us`, id: "3EB0" },
  from: `${NUMBER}@c.us`,
  timestamp: 1_795_428_930,
  type: "chat",
  body: TEXT,
  rawData: { notifyName: "Anna" },
};

function body(...messages: readonly unknown[]): object {
  const value = { contacts: [{ wa_id: NUMBER, profile: { name: "Anna" } }], messages };
  return {
    object: "whatsapp_business_account",
    entry: [{ changes: [{ field: "messages", value }] }],
  };
}

function isSound(entries: readonly AdaptedEntry[]): void {
  for (const entry of entries) {
    if (entry.log === "app") expect(entry.message).not.toBe("");
    else if (entry.log === "aliases") expect(new Set(entry.phones).size).toBeGreaterThan(1);
    else expect([entry.phone, entry.type]).not.toContain("");
  }
}

describe("anything at all", () => {
  test("is read without an exception, and gives something", () => {
    fc.assert(
      fc.property(junk, junk, (payload, other) => {
        const entries = webhookEntries(payload);
        expect(entries.length).toBeGreaterThan(0);
        isSound(entries);
        isSound(sentEntries({ body: payload, answer: other }));
        for (const event of [...BAILEYS_EVENTS, "new.event"])
          isSound(baileysEntries(event, payload));
        for (const event of [...WHATSAPP_WEB_EVENTS, "new_event"]) {
          const found = whatsappWebEntries(event, [payload, other]);
          expect(withoutLinks(found)).toHaveLength(1);
          isSound(found);
        }
      }),
      { numRuns: RUNS / 2 },
    );
  });
});

describe("a real shape with mistakes", () => {
  test("of the Cloud API gives at least an entry for each message, and the whole one is intact", () => {
    fc.assert(
      fc.property(mutated(CLOUD_MESSAGE), (broken) => {
        const entries = webhookEntries(body(broken, CLOUD_MESSAGE));
        expect(withoutLinks(entries)).toHaveLength(2);
        expect(entries[1]).toMatchObject({ phone: NUMBER, id: "wamid.1", data: { text: TEXT } });
        isSound(entries);
      }),
      { numRuns: RUNS },
    );
  });

  test("of a whole body of the Cloud API gives something", () => {
    fc.assert(
      fc.property(mutated(body(CLOUD_MESSAGE)), (broken) => {
        const entries = webhookEntries(broken);
        expect(entries.length).toBeGreaterThan(0);
        isSound(entries);
      }),
      { numRuns: RUNS },
    );
  });

  test("of Baileys gives at least an entry for each message, and the whole one is intact", () => {
    fc.assert(
      fc.property(mutated(BAILEYS_MESSAGE), (broken) => {
        const entries = baileysEntries("messages.upsert", { messages: [broken, BAILEYS_MESSAGE] });
        expect(entries.length).toBeGreaterThanOrEqual(2);
        expect(entries.at(-1)).toMatchObject({ phone: NUMBER, id: "3EB0", data: { text: TEXT } });
        isSound(entries);
      }),
      { numRuns: RUNS },
    );
  });

  test("of whatsapp-web.js gives an entry", () => {
    fc.assert(
      fc.property(mutated(WEB_MESSAGE), (broken) => {
        const entries = whatsappWebEntries("message_create", [broken]);
        expect(withoutLinks(entries)).toHaveLength(1);
        isSound(entries);
      }),
      { numRuns: RUNS },
    );
  });
});
