import { describe, expect, test } from "vitest";
import type { AdaptedEntry } from "../src/index.ts";
import { CONVERSATION } from "./payloads/conversation.ts";

/** Ids differ by their nature. */
const IDS = new Set(["id"]);
/** What some of the platforms do not tell: of files all but kind, name and hash; of events the author's name and the time. */
const NOT_TOLD_BY_ALL = new Set(["bytes", "seconds", "width", "height", "pages"]);
const EVENTS = new Set(["a reaction", "an edit", "a message taken back"]);

function withoutIds(value: unknown, omit: ReadonlySet<string>): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => (omit.has(name) ? undefined : inner)),
  );
}

describe.each(CONVERSATION)("$name", ({ name, cloudApi, baileys, whatsappWeb }) => {
  test("is the same entry, whichever library it came through", () => {
    const omit = new Set([
      ...IDS,
      ...NOT_TOLD_BY_ALL,
      ...(EVENTS.has(name) ? ["name", "sentAt"] : []),
    ]);
    const [first, ...others] = [cloudApi(), baileys(), whatsappWeb()].map((entries) =>
      // The id of a choice is no message id.
      withoutIds(entries.map(keepChoice), omit),
    );
    expect(first).toHaveLength(1);
    for (const other of others) expect(other).toEqual(first);
  });

  test("has an id and goes to the customer's log", () => {
    for (const entries of [cloudApi(), baileys(), whatsappWeb()]) {
      expect(entries).toMatchObject([
        {
          log: "whatsapp",
          phone: "393331234567",
          id: expect.stringMatching(/^(?:wamid\.|3EB0)/) as string,
        },
      ]);
    }
  });
});

function keepChoice(entry: AdaptedEntry): unknown {
  if (entry.log !== "whatsapp" || entry.data.choice === undefined) return entry;
  return { ...entry, data: { ...entry.data, chosen: entry.data.choice.id } };
}
