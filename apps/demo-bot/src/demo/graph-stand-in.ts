import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { objectOf, textOf, type JsonObject } from "../json.ts";

/** A message that the bot sent. */
interface SentMessage {
  /** The number or business-scoped user id it went to. */
  readonly to: string;
  readonly id: string;
}

/** Stands in for Meta's Graph API on loopback, so that the demo's outgoing calls are real ones. */
export interface GraphStandIn {
  readonly url: string;
  readonly sent: readonly SentMessage[];
  close(): Promise<void>;
}

/** How a stand-in behaves. */
export interface GraphStandInOptions {
  /** The first message to this number is refused, as happens to who writes too much. */
  readonly refuseFirstTo?: string;
  /** Nothing is answered before this has come. */
  readonly answerAfter?: Promise<unknown>;
}

const PAIR_RATE_LIMIT = {
  error: {
    message: "(#131056) (Business Account, Consumer Account) pair rate limit hit",
    type: "OAuthException",
    code: 131_056,
    fbtrace_id: "Az8or2yhqkZfEZ-_4Qn_Bam",
  },
};

/** Starts the stand-in: it takes messages, gives them ids, and remembers them. */
export async function startGraphStandIn(options: GraphStandInOptions = {}): Promise<GraphStandIn> {
  const sent: SentMessage[] = [];
  let refused = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fields = objectOf(JSON.parse(await text(request)));
    await options.answerAfter;
    const to = textOf(fields["to"]) ?? textOf(fields["recipient"]) ?? "";
    const refuse = to === options.refuseFirstTo && !refused;
    refused ||= refuse;
    response.writeHead(refuse ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(refuse ? PAIR_RATE_LIMIT : take(to)));
  }

  function take(to: string): JsonObject {
    const number = sent.length + 1;
    const id = `wamid.${Buffer.from(`answer:${number}:${Date.now()}`).toString("base64url")}`;
    sent.push({ to, id });
    return {
      messaging_product: "whatsapp",
      contacts: [{ input: to, wa_id: to }],
      messages: [{ id }],
    };
  }

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v24.0`,
    sent,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
