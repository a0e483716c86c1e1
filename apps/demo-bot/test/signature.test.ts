import { expect, test } from "vitest";
import { isSignedBy, signBody } from "../src/signature.ts";

const BODY = Buffer.from('{"object":"whatsapp_business_account"}');

test("a signature is the one that WhatsApp makes", () => {
  // Made with: printf '%s' BODY | openssl dgst -sha256 -hmac secret
  expect(signBody(BODY, "secret")).toBe(
    "sha256=03f6dd944ecab4ddac0e3dbc3923b2da4e12b03df679ae23a52efd78ca6056e0",
  );
});

test("only the same bytes and the same secret fit", () => {
  const signature = signBody(BODY, "secret");
  expect(isSignedBy("secret", BODY, signature)).toBe(true);
  expect(isSignedBy("other", BODY, signature)).toBe(false);
  expect(isSignedBy("secret", Buffer.from(`${BODY.toString()} `), signature)).toBe(false);
});

test.each([[undefined], [""], ["sha256="], ["sha1=00"], ["sha256=zz"], ["é".repeat(71)]])(
  "%j is no signature",
  (signature) => {
    expect(isSignedBy("secret", BODY, signature)).toBe(false);
  },
);
