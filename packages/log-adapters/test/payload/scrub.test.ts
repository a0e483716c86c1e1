import { expect, test } from "vitest";
import { scrub } from "../../src/payload/scrub.ts";

test("keys, credentials and where files are fetched with them are left out", () => {
  const secrets = [
    "mediaKey",
    "messageSecret",
    "accessToken",
    "access_token",
    "privKey",
    "signature",
    "directPath",
    "jpegThumbnail",
    "fileEncSha256",
    "noiseKey",
    "iv",
    "creds",
    "qr",
    "session",
  ];
  const fields = Object.fromEntries(secrets.map((name) => [name, "SECRET"]));
  expect(scrub({ title: "Hi", ...fields, deep: [{ ...fields, price: 5 }] })).toEqual({
    title: "Hi",
    deep: [{ price: 5 }],
  });
});

test("a message key is the id it stands for", () => {
  expect(
    scrub({
      key: { remoteJid: "1@g.us", fromMe: false, id: "3EB0" },
      targetMessageKey: { id: "3EB1", fromMe: true },
    }),
  ).toEqual({
    key: { id: "3EB0" },
    targetMessageKey: { id: "3EB1" },
  });
});

test("bytes are their size, 64-bit integers are numbers, what has no form is left out", () => {
  const value = {
    bytes: new Uint8Array(7),
    buffer: { type: "Buffer", data: [1] },
    long: { low: 5, high: 1, unsigned: true },
    big: 5n,
    none: undefined,
    nothing: null,
    call: () => 1,
    date: new Date(0),
  };
  expect(scrub(value)).toEqual({
    bytes: "[7 bytes]",
    buffer: "[bytes]",
    long: 4_294_967_301,
    big: "5",
    date: "1970-01-01T00:00:00.000Z",
  });
});

test("base64 of a picture is its length, a long text is a text", () => {
  const text = "Where is my order? ".repeat(40);
  expect(scrub({ body: "/9j/".repeat(200), text })).toEqual({
    body: "[800 characters of base64]",
    text,
  });
});

test("cycles end, and so does what is too deep", () => {
  const value: Record<string, unknown> = { title: "Hi" };
  value["self"] = value;
  expect(scrub(value)).toEqual({ title: "Hi", self: "[cut]" });
  let deep: unknown = "end";
  for (let level = 0; level < 5000; level += 1) deep = [deep];
  expect(JSON.stringify(scrub(deep)).length).toBeLessThan(100);
});

test("signed addresses of media are cut behind the host, others stay", () => {
  expect(
    scrub({
      url: "https://mmg.whatsapp.net/v/t62.7118-24/123_n.enc?ccb=11-4&oh=01_Q5&oe=67",
      picture: 'see "https://lookaside.fbsbx.com/whatsapp/?mid=1&hash=AT" or not',
      link: "https://shop.example/whatsapp.net/?hash=1",
    }),
  ).toEqual({
    url: "https://mmg.whatsapp.net/[media]",
    picture: 'see "https://lookaside.fbsbx.com/[media]" or not',
    link: "https://shop.example/whatsapp.net/?hash=1",
  });
});
