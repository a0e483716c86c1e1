import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether a delivery comes from who knows the app's secret: `X-Hub-Signature-256` is the HMAC-SHA-256
 * of the bytes as they came. Takes the same time for every wrong signature.
 */
export function isSignedBy(appSecret: string, body: Uint8Array, signature: unknown): boolean {
  if (typeof signature !== "string") return false;
  const expected = `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;
  const given = Buffer.from(signature);
  // How long a signature is, everybody knows.
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
}

/** Compares texts in a time that tells nothing about where they differ. */
export function isSameText(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
