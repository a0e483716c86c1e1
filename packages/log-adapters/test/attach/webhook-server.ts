import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

const MESSAGE = {
  from: "1234567890",
  id: "wamid.1",
  timestamp: "1795428930",
  type: "text",
  text: { body: "Ciao 👋" },
};
/** A delivery of one text: `wamid.1` of 1234567890. */
export const BODY: string = JSON.stringify({
  object: "whatsapp_business_account",
  entry: [{ id: "1", changes: [{ field: "messages", value: { messages: [MESSAGE] } }] }],
});

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Starts a server for the time of the test, and gives the address of its webhook. */
export async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}

/** Posts a delivery. */
export async function post(
  url: string,
  body: string | Buffer = BODY,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
  return { status: response.status, text: await response.text() };
}
