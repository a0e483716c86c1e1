import type { WhatsAppMessage } from "@org/log-writer";
import { objectOf, objectsOf, textOf, type JsonObject } from "./json.ts";
import { messageContent } from "./message-content.ts";

/** What a bot needs of an incoming message to answer it. */
export interface ReceivedMessage {
  readonly id: string;
  /** Where an answer goes: a number, a business-scoped user id, or a group's id. */
  readonly phone: string;
  readonly isGroup: boolean;
  /** The API's name of its kind: `text`, `interactive`, … */
  readonly type: string;
  /** What the customer wrote, or the title of what was chosen. */
  readonly text: string | undefined;
  /** Id of the button or list row that was chosen. */
  readonly choice: string | undefined;
}

/** One thing that a webhook delivery tells. */
export type WebhookItem =
  | { readonly kind: "message"; readonly entry: WhatsAppMessage; readonly message: ReceivedMessage }
  | { readonly kind: "status"; readonly entry: WhatsAppMessage }
  /** What concerns no conversation: it belongs to the application's own log. */
  | {
      readonly kind: "notice";
      readonly level: NoticeLevel;
      readonly text: string;
      readonly data: JsonObject;
    };

type NoticeLevel = "info" | "warn" | "error";

/**
 * Everything a delivery of the Cloud API's webhook tells, in its order. Never throws: what is missing
 * or of an unknown kind becomes a notice.
 */
export function webhookItems(body: unknown): WebhookItem[] {
  return objectsOf(objectOf(body)["entry"])
    .flatMap((entry) => objectsOf(entry["changes"]))
    .flatMap(changeItems);
}

function changeItems(change: JsonObject): WebhookItem[] {
  const field = textOf(change["field"]) ?? "unknown";
  const value = objectOf(change["value"]);
  if (field !== "messages") {
    return [{ kind: "notice", level: "info", text: `WhatsApp: ${field}`, data: value }];
  }
  return [
    ...objectsOf(value["messages"]).map((message) => messageItem(message, value)),
    ...objectsOf(value["statuses"]).map(statusItem),
    ...objectsOf(value["errors"]).map(errorNotice),
  ];
}

function messageItem(message: JsonObject, value: JsonObject): WebhookItem {
  const id = textOf(message["id"]);
  const author = textOf(message["from"]) ?? textOf(message["from_user_id"]);
  const group = textOf(message["group_id"]);
  const phone = group ?? author;
  if (id === undefined || phone === undefined) {
    return notice("warn", "A message came without id or sender", message);
  }
  const type = textOf(message["type"]) ?? "unknown";
  const { data, text, choice } = messageContent(type, message);
  return {
    kind: "message",
    message: { id, phone, isGroup: group !== undefined, type, text, choice },
    entry: {
      phone,
      direction: type === "system" ? "SYSTEM" : "INCOMING",
      type,
      id,
      ...(group === undefined || author === undefined ? undefined : { from: author }),
      ...sentAt(message),
      data: {
        ...data,
        profile: senderProfile(value, author),
        context: message["context"],
      },
      ...(text === undefined ? undefined : { message: text }),
    },
  };
}

function statusItem(status: JsonObject): WebhookItem {
  const id = textOf(status["id"]);
  const phone = textOf(status["recipient_id"]) ?? textOf(status["recipient_user_id"]);
  const name = textOf(status["status"]);
  if (id === undefined || phone === undefined || name === undefined) {
    return notice("warn", "A status came without id, recipient or name", status);
  }
  const participant = textOf(status["recipient_participant_id"]);
  const [error] = objectsOf(status["errors"]);
  const reason = textOf(error?.["title"]);
  return {
    kind: "status",
    entry: {
      phone,
      direction: "SYSTEM",
      type: "status",
      id,
      level: name === "failed" ? "error" : "info",
      ...(participant === undefined ? undefined : { from: participant }),
      ...sentAt(status),
      data: { status: name, errors: status["errors"], pricing: status["pricing"] },
      message: reason === undefined ? name : `${name}: ${reason}`,
    },
  };
}

function errorNotice(error: JsonObject): WebhookItem {
  const title = textOf(error["title"]) ?? textOf(error["message"]) ?? "an error";
  return notice("error", `WhatsApp reports: ${title}`, error);
}

function notice(level: NoticeLevel, text: string, data: JsonObject): WebhookItem {
  return { kind: "notice", level, text, data };
}

const UNIX_SECONDS = /^\d{1,11}$/;

function sentAt(of: JsonObject): { sentAt: string } | undefined {
  const timestamp = textOf(of["timestamp"]);
  return timestamp !== undefined && UNIX_SECONDS.test(timestamp)
    ? { sentAt: timestamp }
    : undefined;
}

/** What the author is called: of the contacts beside the messages, theirs. */
function senderProfile(value: JsonObject, author: string | undefined): unknown {
  const contact = objectsOf(value["contacts"]).find(
    ({ wa_id: number, user_id: userId }) => number === author || userId === author,
  );
  return contact?.["profile"];
}
