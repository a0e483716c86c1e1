import { expect, test } from "vitest";
import { createPhoneReader } from "../../src/entry/phone-reader.ts";

test("any spelling of a phone gives its key, again and again", () => {
  const read = createPhoneReader();
  for (let round = 0; round < 2; round += 1) {
    expect(read("+1 (234) 567-890")).toBe("1234567890");
    expect(read("1234567890:12@s.whatsapp.net")).toBe("1234567890");
    expect(read("120363025246125486@g.us")).toBe("120363025246125486@g.us");
  }
});

test.each(["../../etc/passwd", "", "con", "1".repeat(300), "12\n34567", null, {}, []])(
  "%j is refused each time it comes",
  (phone) => {
    const read = createPhoneReader();
    for (let round = 0; round < 2; round += 1) {
      expect(() => read(phone)).toThrow(expect.objectContaining({ code: "LOG_PHONE_INVALID" }));
    }
  },
);

test("goes on after more phones than it remembers", () => {
  const read = createPhoneReader();
  for (let at = 0; at < 10_050; at += 1)
    expect(read(`+${1_000_000 + at}`)).toBe(`${1_000_000 + at}`);
  expect(read("+1000000")).toBe("1000000");
});
