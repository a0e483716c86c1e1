import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactText } from "../../src/entry/redact-text.ts";
import { createSecretRule } from "../../src/entry/secrets.ts";

const RULE = createSecretRule([]);
const RUNS = process.env["FULL"] === undefined ? 1000 : 300_000;

function text(given: string): string {
  return redactText(given, RULE);
}

/** Pieces of texts that would take long if each beginning were followed to the end. */
const HARD = [
  "token:",
  '"token":{',
  '"token":"\\',
  "token='",
  "cookie:",
  "token = ",
  "%3D",
  "EAA",
  "eyJ",
  "curl",
  " -u",
  "curl -u \\'",
  " :",
];

/** The same for what is looked at more closely. */
const HARDER = [
  "cookie:a=",
  'cookie:a=\\"',
  'cookie:a="',
  "privKey: {a:",
  "privKey: Buffer(2) [",
  '"creds":["',
  '"creds":[\\"',
  "%25",
  "%253D",
  "\\u003d",
  "-----BEGIN PRIVATE KEY-----",
  "curl -b a",
  "curl -b a=",
  "x://a@",
  "[]=",
  "\\n",
];

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
    ["curl -u bot:hunter2 https://x", "curl -u [redacted] https://x"],
    ["curl -s --user 'bot:hun:ter' x", "curl -s --user '[redacted]' x"],
    ["curl -ubot:hunter2 x", "curl -u[redacted] x"],
    ["curl --proxy-user=a:b -u c:d x", "curl --proxy-user=[redacted] -u [redacted] x"],
    ['{"cmd":"curl -u \\"bot:pw\\" x"}', '{"cmd":"curl -u \\"[redacted]\\" x"}'],
    ["redis://:pw@localhost:6379", "redis://[redacted]@localhost:6379"],
    ["https://x/#access_token=abc&a=1", "https://x/#access_token=[redacted]&a=1"],
    [
      "r=https%3A%2F%2Fx%3Faccess_token%3Dabc%26a",
      "r=https%3A%2F%2Fx%3Faccess_token%3D[redacted]%26a",
    ],
    ["?hub%2Everify_token=abc", "?hub%2Everify_token=[redacted]"],
    ["(access_token=abc", "(access_token=[redacted]"],
    ["a,access_token=abc", "a,access_token=[redacted]"],
    ["access_token[]=abc", "access_token[]=[redacted]"],
    ["access_token = abc123", "access_token = [redacted]"],
    ['access_token="a b"', 'access_token="[redacted]"'],
    ["access_token: abc123", "access_token: [redacted]"],
    ["{ access_token: 'a b', b: 1 }", "{ access_token: '[redacted]', b: 1 }"],
    ["{'access_token': 'abc'}", "{'access_token': '[redacted]'}"],
    ["Authorization: Basic dXNlcjpw", "Authorization: Basic [redacted]"],
    ["authorization=Bearer abc", "authorization=Bearer [redacted]"],
    ["a\nCookie: a=b; c=d\nHost: x", "a\nCookie: [redacted]\nHost: x"],
    ["X-Hub-Signature-256: sha256=ab12", "X-Hub-Signature-256: [redacted]"],
    [
      "GET /v20.0/EAAGm0PX4ZCpsBAKZCzZBZCqZCZA1/x?u=%252FEAAGm0PX4ZCpsBAKZCzZBZCqZCZA1%26a",
      "GET /v20.0/[redacted]/x?u=%252F[redacted]%26a",
    ],
    ["Malformed access token EAAGm0PX4ZCpsBAKZCzZBZCqZCZA1", "Malformed access token [redacted]"],
    ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "jwt [redacted]"],
    [
      "WHATSAPP_TOKEN=abc META_APP_SECRET=def",
      "WHATSAPP_TOKEN=[redacted] META_APP_SECRET=[redacted]",
    ],
    ["https://abc@example.com/x", "https://[redacted]@example.com/x"],
    ['{"creds":{"a":[1,{"b":2}]},"c":1}', '{"creds":"[redacted]","c":1}'],
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
    "The secret: always add salt. Password: none",
    "The token: {see below}. Secret: [none]",
    "a%3Ab, %64=c, \\ntea: c",
    "https://wa.me/@a?b=c@d",
    '{"text":"-----BEGIN PUBLIC KEY-----"}',
    "10:30, see https://example.com/a:b",
    '{"text":"a token: two words"}',
  ])("%s stays as it is", (given) => {
    expect(text(given)).toBe(given);
  });
});

describe("secrets that hide in texts", () => {
  test.each([
    ['{"creds":{"me":":} ]","noise":"abc"},"c":1}', '{"creds":"[redacted]","c":1}'],
    ['{"creds":{"me":"cut off }', '{"creds":"[redacted]"'],
    [
      '"{\\"creds\\":{\\"a\\":\\"\\\\\\"}\\",\\"b\\":\\"abc\\"}}"',
      '"{\\"creds\\":\\"[redacted]\\"}"',
    ],
    [
      '{"raw":"a\\r\\nAuthorization: Basic dXNl"}',
      '{"raw":"a\\r\\nAuthorization: Basic [redacted]"}',
    ],
    ['{"raw":"a\\nCookie: a=b; c=d\\nx"}', '{"raw":"a\\nCookie: [redacted]\\nx"}'],
    ['{"raw":"\\u000apin=1234"}', '{"raw":"\\u000apin=[redacted]"}'],
    ['{"raw":"\\nBearer abcdefgh"}', '{"raw":"\\nBearer [redacted]"}'],
    ['{"raw":"\\nEAAGm0PX4ZCpsBAKZCzZBZCqZCZA1"}', '{"raw":"\\n[redacted]"}'],
    ["?u=%3FEAAGm0PX4ZCpsBAKZCzZBZCqZCZA1", "?u=%3F[redacted]"],
    ['{"raw":"\\teyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc"}', '{"raw":"\\t[redacted]"}'],
    ['Authorization: Digest u="a", response="b"', "Authorization: Digest [redacted]"],
    ['Cookie: a="b c"; d=e\nHost: x', "Cookie: [redacted]\nHost: x"],
    ['{"raw":"Cookie: a=\\"b\\"; c=d"}', '{"raw":"Cookie: [redacted]"}'],
    ["-H 'Cookie: a=b' x", "-H 'Cookie: [redacted]' x"],
    ["user[password]=abc&a=b", "user[password]=[redacted]&a=b"],
    ["user%5Bpin%5D=abc&a=b", "user%5Bpin%5D=[redacted]&a=b"],
    [
      "?u=http%253A%252F%252Fx%253Ftoken%253Dabc%2526a",
      "?u=http%253A%252F%252Fx%253Ftoken%253D[redacted]%2526a",
    ],
    ['{"u":"x?access_token\\u003dabc\\u0026a"}', '{"u":"x?access_token\\u003d[redacted]\\u0026a"}'],
    ["BEARER abcdefgh", "BEARER [redacted]"],
    ["Bearer%20abcdefgh", "Bearer%20[redacted]"],
    ["https://bot:p@ss@example.com/@x", "https://[redacted]@example.com/@x"],
    ["curl -sSu bot:pw x", "curl -sSu [redacted] x"],
    ["curl -u bot:'p w' x", "curl -u bot:'p w' x"],
    ["curl -u bot:'pw' x", "curl -u [redacted] x"],
    ["curl -b 'sid=a; b=c' x", "curl -b '[redacted]' x"],
    ["curl -b cookies.txt x", "curl -b cookies.txt x"],
    [
      "-----BEGIN PRIVATE KEY-----\nab-c\n-----END PRIVATE KEY----- x",
      "-----BEGIN PRIVATE KEY-----[redacted]-----END PRIVATE KEY----- x",
    ],
    ["privKey: <Buffer 01 02>, a: 1", "privKey: [redacted], a: 1"],
    ["privKey: Buffer(2) [Uint8Array] [ 1, 2 ], a: 1", "privKey: [redacted], a: 1"],
    ["{ creds: { me: 'a }', b: { c: 'd' } }, e: 1 }", "{ creds: [redacted], e: 1 }"],
  ])("%s", (given, expected) => {
    expect(text(given)).toBe(expected);
  });
});

describe("whatever the text", () => {
  test.each([1, 2, 3, 4])("JSON inside JSON, %i deep", (depth) => {
    let given = JSON.stringify({ access_token: 'SECRET"\\', ok: true });
    let expected = JSON.stringify({ access_token: "[redacted]", ok: true });
    for (let level = 0; level < depth; level += 1) {
      given = JSON.stringify({ text: given });
      expected = JSON.stringify({ text: expected });
    }
    expect(text(given)).toBe(expected);
    expect(text(`Error: ${given}`)).toBe(`Error: ${expected}`);
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
      "%3D",
      "=",
      "'",
      "{",
      "token",
      "Authorization",
      "a1b2c3d4",
      "curl",
      " -u ",
      " -b ",
      "[",
      "]",
      "}",
      "\\n",
      "\\u003d",
      "%253D",
      "a:",
      '="',
      "cookie:",
      "-----BEGIN PRIVATE KEY-----",
      "privKey: <Buffer 01",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const once = text(pieces.join(""));
        expect(text(once)).toBe(once);
      }),
      {
        numRuns: RUNS,
        examples: [
          [["access_token=", " ", "access_token=", "://"]],
          [["access_token=", " ", "cookie:", "token", " ", "\\u003d"]],
        ],
      },
    );
  });

  test.each([
    ["=", '"a":', "https://a:", "Bearer ", '"\\', "a.", "?token=", '\\"a\\"', ...HARD],
    HARDER,
  ])("no text takes long, however it is made", (...pieces) => {
    const startMs = performance.now();
    for (const piece of pieces) text(piece.repeat(262_144 / piece.length));
    expect(performance.now() - startMs).toBeLessThan(3000);
  });
});
