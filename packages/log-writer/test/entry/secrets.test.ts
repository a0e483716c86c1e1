import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSecretRule, redactText, SECRET_NAMES } from "../../src/entry/secrets.ts";
import { copyPlain } from "../../src/entry/plain-copy.ts";

const RULE = createSecretRule([]);

function text(given: string): string {
  return redactText(given, RULE);
}

describe("names", () => {
  test.each(SECRET_NAMES)("%s is redacted at any depth, in any spelling", (name) => {
    for (const spelled of [name, name.toUpperCase(), name.split("").join("_"), `-${name}.`]) {
      const given = { [spelled]: "s", list: [{ deep: { [spelled]: { more: 1 } } }] };
      const { value } = copyPlain(given, "data", RULE, { maxStringChars: 100 });
      expect(value).toEqual({
        [spelled]: "[redacted]",
        list: [{ deep: { [spelled]: "[redacted]" } }],
      });
    }
  });

  test.each([
    "key",
    "id",
    "from",
    "text",
    "keys",
    "message",
    "publicKey",
    "pubKey",
    "tokens_used",
    "toString",
    "constructor",
    "__proto__",
  ])("%s is not", (name) => {
    expect(RULE.isSecretName(name)).toBe(false);
  });

  test("a message key of Baileys passes, its media key does not", () => {
    const key = { remoteJid: "1234567890@s.whatsapp.net", fromMe: false, id: "3EB0" };
    const given = { key, message: { imageMessage: { mediaKey: new Uint8Array(32), url: "u" } } };
    expect(copyPlain(given, "data", RULE, { maxStringChars: 100 }).value).toEqual({
      key,
      message: { imageMessage: { mediaKey: "[redacted]", url: "u" } },
    });
  });

  test("own names count at any depth, in any spelling", () => {
    const rule = createSecretRule(["taxCode"]);
    expect(rule.isSecretName("tax_code")).toBe(true);
    expect(rule.isSecretName("Tax-Code")).toBe(true);
    expect(rule.isSecretName("tax")).toBe(false);
    expect(rule.isSecretPath).toBeUndefined();
  });

  test("names without end do not fill the memory, and go on being judged right", () => {
    const rule = createSecretRule([]);
    for (let at = 0; at < 25_000; at += 1) expect(rule.isSecretName(`field${at}`)).toBe(false);
    expect(rule.isSecretName("token")).toBe(true);
    expect(rule.isSecretName("x".repeat(100_000))).toBe(false);
  });
});

describe("paths", () => {
  test.each([
    ["data.iban", "data.iban", true],
    ["data.iban", "data.ibans", false],
    ["data.iban", "x.data.iban", false],
    ["data.*.iban", "data.a.iban", true],
    ["data.*.iban", "data.a.b.iban", false],
    ["data.*", "data.anything", true],
    ["data.a[0].b", "data.a[0].b", true],
    ["data.(x)", "data.(x)", true],
    ["data.(x)", "data.x", false],
  ])("%s and %s: %s", (own, path, expected) => {
    expect(createSecretRule([own]).isSecretPath?.(path)).toBe(expected);
  });
});

describe("texts", () => {
  test.each([
    [
      "https://graph.facebook.com/v20.0/me?fields=id&access_token=EAAGm0",
      "https://graph.facebook.com/v20.0/me?fields=id&access_token=[redacted]",
    ],
    [
      "/webhook?hub.mode=subscribe&hub.verify_token=abc&hub.challenge=1",
      "/webhook?hub.mode=subscribe&hub.verify_token=[redacted]&hub.challenge=1",
    ],
    ["access_token=a", "access_token=[redacted]"],
    ["client_id=1&client_secret=b;x=2", "client_id=1&client_secret=[redacted];x=2"],
    ["Request failed: token=abc def", "Request failed: token=[redacted] def"],
    ["Authorization: Bearer EAAGm0PX4ZCps", "Authorization: Bearer [redacted]"],
    ["bearer eyJhbGciOi.J9.abc", "bearer [redacted]"],
    ['{"access_token":"EAAG\\"x","ok":true}', '{"access_token":"[redacted]","ok":true}'],
    ['{"verify_token" : 12345, "ok":1}', '{"verify_token" : "[redacted]", "ok":1}'],
    ['"{\\"token\\":\\"abc\\",\\"a\\":1}"', '"{\\"token\\":\\"[redacted]\\",\\"a\\":1}"'],
    ['{"password":"cut off in the mid', '{"password":"[redacted]"'],
    ["https://bot:hunter2@example.com/x", "https://[redacted]@example.com/x"],
    ["redis://:pw@localhost:6379", "redis://[redacted]@localhost:6379"],
  ])("%s", (given, expected) => {
    expect(text(given)).toBe(expected);
  });

  test.each([
    "The token is a nice idea = really",
    "a=b&c=d",
    "https://example.com:8080/a@b?c=d",
    "write to me@example.com",
    "bearer certificates are out of fashion",
    "key=value",
    '{"key":{"id":"1"},"text":"hi"}',
    "[redacted]",
  ])("%s stays as it is", (given) => {
    expect(text(given)).toBe(given);
  });

  test("own names count in texts too", () => {
    const rule = createSecretRule(["iban"]);
    expect(redactText('pay?iban=IT60&to=x {"IBAN":"IT60"}', rule)).toBe(
      'pay?iban=[redacted]&to=x {"IBAN":"[redacted]"}',
    );
  });

  test("what is redacted stays the same when it is redacted again", () => {
    const piece = fc.constantFrom(
      "access_token=",
      "&",
      "?",
      '"token":',
      '"',
      "\\",
      "Bearer ",
      "abcdefgh1",
      "://",
      "@",
      ":",
      " ",
      "https",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const once = text(pieces.join(""));
        expect(text(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  test("no text takes long, however it is made", () => {
    const startMs = performance.now();
    for (const piece of ["=", '"a":', "https://a:", "Bearer ", '"\\', "a.", "?token=", '\\"a\\"']) {
      text(piece.repeat(262_144 / piece.length));
    }
    expect(performance.now() - startMs).toBeLessThan(3000);
  });
});
