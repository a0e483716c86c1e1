import { expect, test } from "vitest";
import { linkEntries, linksLast } from "../../src/entry/link-entries.ts";
import type { AdaptedEntry } from "../../src/index.ts";

const LID = "138372841234567@lid";

test.each([
  [[], []],
  [[undefined, null, "", "no id", {}, 3.5], []],
  [["393331234567", "393331234567@c.us", "+39 333 123 4567"], []],
  // No persons.
  [["393331234567", "120363025246125486@g.us", "status@broadcast"], []],
  [["120363144038483540@newsletter", "867051314767696@bot"], []],
  [["0@s.whatsapp.net", "393331234567"], []],
  [
    [LID, undefined, "393331234567:3@s.whatsapp.net", "120363025246125486@g.us", "IT.aB3"],
    [{ log: "aliases", phones: [LID, "393331234567", "IT.aB3"], reason: "same" }],
  ],
])("%j", (ids, expected) => {
  expect(linkEntries(ids)).toEqual(expected);
});

test("each link is told once, after the rest, which keeps its order", () => {
  const app: AdaptedEntry = { log: "app", level: "info", message: "one", data: {} };
  const link: AdaptedEntry = { log: "aliases", phones: ["1234", "5678"], reason: "same" };
  const change: AdaptedEntry = { ...link, reason: "changed" };
  const other = { ...app, message: "two" };
  expect(linksLast([link, app, { ...link }, change, other])).toEqual([app, other, link, change]);
});
