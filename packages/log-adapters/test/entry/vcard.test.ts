import { expect, test } from "vitest";
import { readVcard } from "../../src/entry/vcard.ts";

test("name, numbers, addresses and organisation are read, the rest is left out", () => {
  const card = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    "N:Bianchi;Bob;;;",
    "FN:Bob\\, the builder",
    "ORG:Ferramenta;",
    "item1.TEL;waid=393339876543:+39 333 987 6543",
    "TEL;type=WORK:+39 02 1234",
    "EMAIL:bob@example.com",
    "PHOTO;ENCODING=b:/9j/4AAQ",
    " SkZJRg",
    "END:VCARD",
  ].join("\r\n");
  expect(readVcard(card)).toEqual({
    name: "Bob, the builder",
    phones: ["+39 333 987 6543", "+39 02 1234"],
    emails: ["bob@example.com"],
    organization: "Ferramenta",
  });
});

test("what is no card has the name it is shown under", () => {
  expect(readVcard("", "Bob")).toEqual({ name: "Bob" });
  expect(readVcard("no card")).toEqual({});
});
