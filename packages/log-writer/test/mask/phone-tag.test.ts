import { describe, expect, test } from "vitest";
import { createPhoneTagger, tagPhones } from "../../src/mask/phone-tag.ts";

const tagOf = createPhoneTagger("secret");
const tag = tagOf("1234567890");

test("a tag is stable, depends on the secret and shows no digit run of the number", () => {
  expect(createPhoneTagger("secret")("1234567890")).toBe(tag);
  expect(createPhoneTagger("other")("1234567890")).not.toBe(tag);
  expect(tag).toMatch(/^phone-[a-z2-9]{12}$/);
});

describe("tagPhones", () => {
  test.each([
    "1234567890",
    "+1234567890",
    "+1 (234) 567-890",
    "1234567890@s.whatsapp.net",
    "1234567890:12@s.whatsapp.net",
    "1234567890_1:2@s.whatsapp.net",
    "1234567890@c.us",
  ])("%s has the tag of its number", (written) => {
    expect(tagPhones(`sent to ${written}, ok`, tagOf)).toBe(`sent to ${tag}, ok`);
    expect(tagPhones(written, tagOf)).toBe(tag);
    expect(tagPhones(`https://graph.example.com/v20/?to=${written}&x=1`, tagOf)).not.toContain(
      "567",
    );
  });

  test("a lid has a tag of its own: it is not the number of the same digits", () => {
    expect(tagPhones("1234567890@lid", tagOf)).toBe(tagOf("1234567890@lid"));
  });

  test.each([
    "wamid.HBgLMTIzNDU2Nzg5MBUCABIYFjNFQjBDM",
    "abc1234567890",
    "2026-11-23T10:15:30.123Z",
    "12:15:30",
    "took 1234 ms",
    "v1.2.3",
    "no digits at all",
  ])("%s stays as it is", (text) => {
    expect(tagPhones(text, tagOf)).toBe(text);
  });
});
