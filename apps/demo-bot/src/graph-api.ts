import { logEntries } from "@org/log-adapters";
import { sentEntries } from "@org/log-adapters/cloud-api";
import type { LogWriter } from "@org/log-writer";
import type { JsonObject } from "./json.ts";
import type { Reply } from "./replies.ts";

/** How the bot reaches the Graph API. */
export interface GraphApiOptions {
  /** Base URL with version: `https://graph.facebook.com/v24.0`. */
  readonly graphUrl: string;
  readonly accessToken: string;
  /** Id of the number the bot sends from. */
  readonly phoneNumberId: string;
}

/** Longer than the API ever takes; an answer this late is none. */
const TIMEOUT_MS = 10_000;

/** Sends messages. Each call is in requests.log, each message in its phone's log. */
export interface GraphApi {
  /** Sends one message. Never rejects: a message that was not sent is logged as an error. */
  send(phone: string, reply: Reply): Promise<void>;
}

/** A {@link GraphApi} that logs to `logs`. */
export function createGraphApi(options: GraphApiOptions, logs: LogWriter): GraphApi {
  const url = `${options.graphUrl}/${options.phoneNumberId}/messages`;
  return {
    async send(phone, reply) {
      const body = sendRequest(phone, reply);
      const headers = {
        authorization: `Bearer ${options.accessToken}`,
        "content-type": "application/json",
      };
      const startedAtMs = performance.now();
      const { status, answer, error } = await post(url, headers, body);
      const [entry, ...links] = sentEntries({ body, answer, error });
      logs.logRequest({
        method: "POST",
        url,
        // The token in the headers is taken out by the log writer.
        headers,
        body,
        status,
        error,
        durationMs: Math.round(performance.now() - startedAtMs),
        phone,
        id: entry.log === "whatsapp" ? entry.id : undefined,
      });
      logEntries(logs, [entry, ...links]);
      if (entry.level !== "error") return;
      logs.appLogger.error({ phone, status, err: error }, "An answer could not be sent");
    },
  };
}

interface Answer {
  readonly status?: number;
  readonly answer?: unknown;
  readonly error?: unknown;
}

async function post(
  url: string,
  headers: Record<string, string>,
  body: JsonObject,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, answer: await readJson(response) };
  } catch (error) {
    return { error };
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's error page: the status says enough.
    return undefined;
  }
}

function sendRequest(phone: string, reply: Reply): JsonObject {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    // A user without a visible number is addressed by the business-scoped id.
    ...(/^\d+$/.test(phone) ? { to: phone } : { recipient: phone }),
    type: reply.type,
    [reply.type]: reply.content,
  };
}
