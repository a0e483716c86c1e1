import { createHmac } from "node:crypto";

/** The `X-Hub-Signature-256` that WhatsApp gives a delivery: HMAC-SHA-256 of its bytes with the app's secret. */
export function signBody(body: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;
}
