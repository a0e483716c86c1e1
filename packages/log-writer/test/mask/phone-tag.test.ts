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
    "001234567890",
    "00 1 234 567 890",
  ])("%s has the tag of its number", (written) => {
    expect(tagPhones(`sent to ${written}, ok`, tagOf)).toBe(`sent to ${tag}, ok`);
    expect(tagPhones(written, tagOf)).toBe(tag);
    expect(tagPhones(`https://graph.example.com/v20/?to=${written}&x=1`, tagOf)).not.toContain(
      "567",
    );
  });

  test.each([
    "whatsapp:+1234567890",
    "tel:1234567890",
    "to=%2B1234567890&x",
    "u=https%3A%2F%2Fx%3Fto%3D%252B1234567890",
    "u=https%3A%2F%2Fx%3Fto%3D1234567890",
    "q=%201234567890",
    "@1234567890 hi",
    "user_1234567890",
    "session-1234567890",
    "1234567890_a",
    "No session record for 1234567890.0",
    "call\\n1234567890",
    "1234567890-1599999999@g.us",
    "+1\u00a0234\u00a0567\u00a0890",
    "+1\u2011234\u2011567\u2011890",
    "\u202a+1 234 567 890\u202c",
    "1234567890@example.com",
    "me.1234567890",
    "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10",
    "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660",
    "\u06f1\u06f2\u06f3 \u06f4\u06f5\u06f6 \u06f7\u06f8\u06f9\u06f0",
    "\u0967\u0968\u0969\u096a\u096b\u096c\u096d\u096e\u096f\u0966",
    "1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e38\ufe0f\u20e39\ufe0f\u20e30\ufe0f\u20e3",
    "001234567890",
    "00 1 234 567 890",
    "123/4567890",
    "1234/567-890",
  ])("in %s, too", (written) => {
    const tagged = tagPhones(written, tagOf);
    expect(tagged).toContain(tag);
    expect(tagged).not.toMatch(/234.?567|\uff12/);
  });

  test("numbers one after the other have their own tags", () => {
    const others = ["9876543210", "5556667777"].map((phone) => tagOf(phone));
    expect(tagPhones("1234567890 9876543210 5556667777", tagOf)).toBe([tag, ...others].join(" "));
    expect(tagPhones("1234567890,9876543210;5556667777", tagOf)).toBe(
      `${tag},${others[0]};${others[1]}`,
    );
  });

  test("an id of a message, which holds the number, has a tag of its own", () => {
    const id = `wamid.${Buffer.from("\u001c\u0018\n1234567890\u0015\u0002").toString("base64")}`;
    expect(tagPhones(`got ${id}`, tagOf)).toMatch(/^got wamid\.[a-z2-9]{12}$/);
    expect(tagPhones(id, tagOf)).toBe(tagPhones(id, tagOf));
  });

  test("no text takes long, however it is made", () => {
    const startMs = performance.now();
    for (const piece of ["1", "1 ", "1(", "%20", "1-1", "+", "1@", "1.1:1", "wamid.", "1_1"]) {
      tagPhones(piece.repeat(262_144 / piece.length), tagOf);
    }
    expect(performance.now() - startMs).toBeLessThan(3000);
  });

  test("a lid has a tag of its own: it is not the number of the same digits", () => {
    expect(tagPhones("1234567890@lid", tagOf)).toBe(tagOf("1234567890@lid"));
  });

  test.each([
    "120363025246125486@g.us",
    "2026-11-23",
    "2026-11-23 10:15:30",
    "100 %",
    "550e8400-e29b-41d4-a716-4466554400ab",
    "abc1234567890",
    "2026-11-23T10:15:30.123Z",
    "12:15:30",
    "27/11/2026",
    "2026/11/27",
    "page 12/340",
    "took 1234 ms",
    "v1.2.3",
    "no digits at all",
  ])("%s stays as it is", (text) => {
    expect(tagPhones(text, tagOf)).toBe(text);
  });
});
