import { objectOf, textOf, type JsonObject } from "./json.ts";

/** The content of a message, as it is logged and as a bot reads it. */
export interface MessageContent {
  readonly data: JsonObject;
  /** What it says in words. */
  readonly text: string | undefined;
  /** Id of the button or list row that was chosen. */
  readonly choice?: string | undefined;
}

/** The content of an incoming message of the Cloud API. Types it does not know keep their fields. */
export function messageContent(type: string, message: JsonObject): MessageContent {
  const content = objectOf(message[type]);
  switch (type) {
    case "text":
      return { data: { text: content["body"] }, text: textOf(content["body"]) };
    case "interactive":
      return interactiveContent(content);
    case "button":
      return { data: content, text: textOf(content["text"]), choice: textOf(content["payload"]) };
    case "reaction":
      return { data: content, text: textOf(content["emoji"]) ?? "took the reaction back" };
    case "location":
      return { data: content, text: textOf(content["name"]) ?? coordinates(content) };
    case "unsupported":
    case "unknown":
      return { data: { errors: message["errors"] }, text: undefined };
    case "contacts":
      return { data: { contacts: message["contacts"] }, text: undefined };
    default:
      // Media: what it is and what was written under it. The bytes are not part of the webhook.
      return { data: content, text: textOf(content["caption"]) ?? textOf(content["body"]) };
  }
}

/** `{"type":"button_reply","button_reply":{"id":…,"title":…}}`, and the same with `list_reply`. */
function interactiveContent(content: JsonObject): MessageContent {
  const kind = textOf(content["type"]) ?? "unknown";
  const reply = objectOf(content[kind]);
  return {
    data: { kind, ...reply },
    text: textOf(reply["title"]) ?? textOf(reply["body"]),
    choice: textOf(reply["id"]),
  };
}

function coordinates(content: JsonObject): string | undefined {
  const { latitude, longitude } = content;
  return typeof latitude === "number" && typeof longitude === "number"
    ? `${latitude}, ${longitude}`
    : undefined;
}
