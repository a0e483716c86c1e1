import { describe, expect, test } from "vitest";
import { createSecretRule, SECRET_NAMES } from "../../src/entry/secrets.ts";
import { copyPlain } from "../../src/entry/plain-copy.ts";

const RULE = createSecretRule([]);

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
    "WHATSAPP_TOKEN",
    "META_APP_SECRET",
    "DB_PASSWORD",
    "x-auth-token",
    "webhookSecret",
    "tcToken",
    "auth",
    "pin",
    "API Key",
    "bearer",
    "newPassword2",
    "password_confirmation",
    "clientSecrets",
    "aws_secret_access_key",
  ])("%s is one too", (name) => {
    expect(RULE.isSecretName(name)).toBe(true);
    expect(RULE.judgeName(name)).toBe(true);
  });

  test("the value behind a header's name in a list is a secret, as in rawHeaders", () => {
    const rawHeaders = [
      "Host",
      "x",
      "Authorization",
      "Basic abc",
      "cookie",
      "a=b",
      "X-Auth-Token",
      "abc",
    ];
    const given = { rawHeaders, pairs: [["X-Hub-Signature-256", "sha256=ab"]] };
    expect(copyPlain(given, "data", RULE, { maxStringChars: 100 }).value).toEqual({
      rawHeaders: [
        "Host",
        "x",
        "Authorization",
        "[redacted]",
        "cookie",
        "[redacted]",
        "X-Auth-Token",
        "[redacted]",
      ],
      pairs: [["X-Hub-Signature-256", "[redacted]"]],
    });
  });

  test("a name that is text may hold secrets, too", () => {
    const given = { "grant_type=a&access_token=abc": 1 };
    expect(copyPlain(given, "data", RULE, { maxStringChars: 100 }).value).toEqual({
      "grant_type=a&access_token=[redacted]": 1,
    });
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
    "total_tokens",
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
