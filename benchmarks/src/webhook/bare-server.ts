import { createHmac, timingSafeEqual } from "node:crypto";
import type { RequestListener } from "node:http";
import { buffer } from "node:stream/consumers";

/** The least that a webhook does: it checks the signature, parses the body, and answers. */
export function bareWebhook(appSecret: string): RequestListener {
  return (request, response) => {
    void buffer(request).then((bytes) => {
      const expected = `sha256=${createHmac("sha256", appSecret).update(bytes).digest("hex")}`;
      const given = Buffer.from(String(request.headers["x-hub-signature-256"]));
      const isSigned =
        given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
      const { object } = JSON.parse(bytes.toString("utf8")) as { object?: string };
      return response.writeHead(isSigned && object !== undefined ? 200 : 401).end();
    });
  };
}
