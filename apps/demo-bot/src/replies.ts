import type { MessageEntry } from "@org/log-adapters";
import type { JsonObject } from "./json.ts";

/** An answer, in the form the Cloud API takes: `{"type":"text","text":{"body":"…"}}`. */
export interface Reply {
  readonly type: "text" | "interactive";
  /** What stands under the type's name. */
  readonly content: JsonObject;
  /** What it says in words. */
  readonly text: string;
}

/** What the bot says to a message; `undefined` if it says nothing. The first rule that fits decides. */
export function replyTo(message: MessageEntry): Reply | undefined {
  // In a group people talk to each other.
  const isForBot = message.direction === "INCOMING" && message.from === undefined;
  return isForBot ? replyToCustomer(message) : undefined;
}

function replyToCustomer({ type, data }: MessageEntry): Reply | undefined {
  switch (type) {
    case "text":
      return textReply(data.text ?? "");
    case "interactive":
      return choiceReply(data.choice?.id ?? "");
    case "image":
      return say("Thank you for the picture. A colleague is looking at it and will answer today.");
    case "location":
      return say("The shop nearest to you is in Via Roma 12, open until 19:00.");
    case "audio":
    case "video":
    case "document":
      return say("Thank you, we have it and will answer today.");
    default:
      return undefined;
  }
}

function textReply(text: string): Reply {
  if (/\b(hours|open|orari)\b/i.test(text))
    return say("We are open from 9:00 to 19:00, not on Sundays.");
  if (/\border\b/i.test(text)) return offerChoices();
  if (/\b(thanks|thank you|grazie)\b/i.test(text)) return say("You are welcome!");
  return say("Thank you for your message. We will answer today.");
}

function choiceReply(choice: string): Reply {
  switch (choice) {
    case "track":
      return say("Your order is on its way and will arrive tomorrow before noon.");
    case "cancel":
      return say("Your order is cancelled. The money will be back in three days.");
    default:
      return say("A colleague will call you.");
  }
}

function offerChoices(): Reply {
  const body = "What would you like to do with your order?";
  const buttons = [
    { id: "track", title: "Track it" },
    { id: "cancel", title: "Cancel it" },
    { id: "call", title: "Call me" },
  ];
  return {
    type: "interactive",
    text: body,
    content: {
      type: "button",
      body: { text: body },
      action: { buttons: buttons.map((reply) => ({ type: "reply", reply })) },
    },
  };
}

function say(body: string): Reply {
  return { type: "text", content: { body }, text: body };
}
