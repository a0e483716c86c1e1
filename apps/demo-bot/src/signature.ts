import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "sha256=";

/** The `X-Hub-Signature-256` of a webhook body: HMAC-SHA-256 of its bytes with the app's secret. */
export function signBody(body: Uint8Array, appSecret: string): string {
  return PREFIX + createHmac("sha256", appSecret).update(body).digest("hex");
}

/**
 * Whether a delivery comes from who knows the app's secret. Judged on the bytes as they came: parsing
 * and writing JSON again gives other bytes. Takes the same time for every wrong signature.
 */
export function isSignedBy(
  appSecret: string,
  body: Uint8Array,
  signature: string | undefined,
): boolean {
  if (signature === undefined) return false;
  const expected = Buffer.from(signBody(body, appSecret));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
