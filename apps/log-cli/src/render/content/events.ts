import type { Content, DeliveryState, Payload } from "./content.ts";
import { asFields, flagIn, joined, numberIn, objectIn, textIn, type Fields } from "./fields.ts";
import { formatDuration } from "./media.ts";

/** A reaction: its emoji, and the message it is given to. */
export function readReaction({ body, whole }: Payload): Content {
  const emoji = textIn(body, "emoji", "text", "reaction");
  return {
    text: emoji,
    ...(emoji === undefined ? { action: "took the reaction back" } : undefined),
    about:
      textIn(body, "message_id", "messageId", "to") ??
      keyId(body, "key", "msgId") ??
      aboutIn(whole),
  };
}

const STATES: ReadonlyMap<string, DeliveryState> = new Map([
  ...(["pending", "sent", "delivered", "read", "played", "failed"] as const).map(
    (state) => [state, state] as const,
  ),
  ["accepted", "pending"],
  ["error", "failed"],
  ["server_ack", "sent"],
  ["delivery_ack", "delivered"],
  ["deleted", "failed"],
]);

/** Baileys counts from ERROR 0, whatsapp-web.js from ACK_ERROR -1. */
const BAILEYS_STATES = ["failed", "pending", "sent", "delivered", "read", "played"] as const;
const ACK_STATES = ["failed", "pending", "sent", "delivered", "read", "played"] as const;

/** What became of a message that was sent. */
export function readStatus({ body, whole }: Payload): Content {
  const name = textIn(body, "status", "state", "ackName");
  const ack = numberIn(body, "ack");
  const coded = numberIn(objectIn(body, "update") ?? body, "status");
  const state =
    STATES.get(name?.toLowerCase() ?? "") ??
    (ack === undefined ? undefined : ACK_STATES[ack + 1]) ??
    (coded === undefined ? undefined : BAILEYS_STATES[coded]);
  const problem = problemIn(whole);
  return {
    ...(state === undefined ? { text: name } : { state }),
    problem,
    about: textIn(body, "message_id", "messageId") ?? keyId(body, "key"),
  };
}

/** Words that replace those of an earlier message. */
export function readEdit({ body, whole }: Payload): Content {
  const inner = objectIn(body, "message", "editedMessage") ?? {};
  const text =
    textIn(body, "text", "body", "newBody", "caption", "conversation") ??
    textIn(inner, "conversation", "text", "body") ??
    textIn(objectIn(inner, "text", "extendedTextMessage") ?? {}, "body", "text");
  return {
    action: "edited",
    text,
    about:
      textIn(body, "original_message_id", "messageId", "message_id") ??
      keyId(body, "key") ??
      aboutIn(whole),
  };
}

/** A message that was taken back. */
export function readRevoke({ body, whole }: Payload): Content {
  return {
    action: "deleted",
    text: textIn(body, "text", "body"),
    about:
      textIn(body, "original_message_id", "messageId", "message_id") ??
      keyId(body, "key") ??
      aboutIn(whole),
  };
}

/** A call: of which kind, how it went, how long. */
export function readCall({ body }: Payload): Content {
  const video = flagIn(body, "isVideo", "video") || textIn(body, "media", "kind") === "video";
  const status = textIn(body, "status", "event", "callOutcome", "outcome");
  const seconds = numberIn(body, "duration", "durationSecs", "durationSeconds", "seconds");
  return {
    action: joined(
      [flagIn(body, "missed") ? "missed" : undefined, video ? "video call" : "voice call"],
      " ",
    ),
    notes: [
      status?.toLowerCase().replaceAll("_", " "),
      seconds === undefined ? undefined : formatDuration(seconds),
      flagIn(body, "isGroup") ? "in a group" : undefined,
    ].filter((note) => note !== undefined),
  };
}

/** What a system says: its own words, and what went wrong. */
export function readNotice({ body, whole }: Payload): Content {
  return {
    text: textIn(body, "body", "text", "caption", "event", "subtype", "kind"),
    problem:
      problemIn(whole) ?? problemIn(body) ?? ("code" in body ? formatProblem(body) : undefined),
  };
}

/** The errors of a payload in words: `Message undeliverable (131026)`. */
export function problemIn(of: Fields): string | undefined {
  const { errors } = of;
  const list: readonly unknown[] = Array.isArray(errors) ? errors : [of["error"]];
  return joined(list.map(formatProblem), "; ");
}

function formatProblem(error: unknown): string | undefined {
  if (typeof error === "string") return error;
  const fields = asFields(error);
  if (fields === undefined) return undefined;
  const title = textIn(fields, "title", "message", "reason");
  const details = textIn(objectIn(fields, "error_data", "errorData") ?? fields, "details");
  const code = textIn(fields, "code", "status");
  const same = details === undefined || sameWords(details, title);
  const words = same ? title : joined([title, details], ": ");
  if (words === undefined) return code;
  return code === undefined ? words : `${words} (${code})`;
}

function sameWords(one: string, other: string | undefined): boolean {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  return bare(one) === bare(other ?? "");
}

/** Id of the message that a payload answers or is about, wherever the libraries put it. */
export function aboutIn(of: Fields): string | undefined {
  const context = objectIn(of, "context", "contextInfo", "replyTo", "quoted");
  return (
    textIn(context ?? {}, "id", "stanzaId", "messageId", "message_id") ??
    textIn(of, "about", "quotedStanzaID", "replyToId", "inReplyTo") ??
    textIn(objectIn(of, "_data") ?? {}, "quotedStanzaID")
  );
}

function keyId(of: Fields, ...names: readonly string[]): string | undefined {
  return textIn(objectIn(of, ...names) ?? {}, "id", "_serialized");
}
