import { expect, test } from "vitest";
import { signBody } from "../../src/demo/sign-body.ts";

test("a signature is the one that WhatsApp makes", () => {
  // Made with: printf '%s' BODY | openssl dgst -sha256 -hmac secret
  expect(signBody(Buffer.from('{"object":"whatsapp_business_account"}'), "secret")).toBe(
    "sha256=03f6dd944ecab4ddac0e3dbc3923b2da4e12b03df679ae23a52efd78ca6056e0",
  );
});
