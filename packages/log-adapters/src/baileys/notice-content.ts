import { fieldsOf, nameOf, numberOf, textOf, type Fields } from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import type { Content, ContentReader, ContentReaders } from "./content-reader.ts";
import { idIn } from "./interactive-content.ts";

/** The protocol's own messages by number; numbers that are not here are unknown to it as well. */
const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  0: "REVOKE",
  3: "EPHEMERAL_SETTING",
  4: "EPHEMERAL_SYNC_RESPONSE",
  5: "HISTORY_SYNC_NOTIFICATION",
  6: "APP_STATE_SYNC_KEY_SHARE",
  7: "APP_STATE_SYNC_KEY_REQUEST",
  8: "MSG_FANOUT_BACKFILL_REQUEST",
  9: "INITIAL_SECURITY_NOTIFICATION_SETTING_SYNC",
  10: "APP_STATE_FATAL_EXCEPTION_NOTIFICATION",
  11: "SHARE_PHONE_NUMBER",
  14: "MESSAGE_EDIT",
  16: "PEER_DATA_OPERATION_REQUEST_MESSAGE",
  17: "PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE",
  18: "REQUEST_WELCOME_MESSAGE",
  19: "BOT_FEEDBACK_MESSAGE",
  20: "MEDIA_NOTIFY_MESSAGE",
  21: "CLOUD_API_THREAD_CONTROL_NOTIFICATION",
  22: "LID_MIGRATION_MAPPING_SYNC",
  23: "REMINDER_MESSAGE",
  24: "BOT_MEMU_ONBOARDING_MESSAGE",
  25: "STATUS_MENTION_MESSAGE",
  26: "STOP_GENERATION_MESSAGE",
  27: "LIMIT_SHARING",
  28: "AI_PSI_METADATA",
  29: "AI_QUERY_FANOUT",
  30: "GROUP_MEMBER_LABEL_CHANGE",
};
/** What devices of one account tell each other holds keys and whole histories: its name is enough. */
const TOLD: ReadonlySet<string> = new Set([
  "EPHEMERAL_SETTING",
  "LIMIT_SHARING",
  "GROUP_MEMBER_LABEL_CHANGE",
]);

/** Reactions, edits, calls, and notices that nobody wrote. */
export const READERS: ContentReaders = [
  ["reaction", readReaction],
  [
    "encReaction",
    (content) => ({
      type: "reaction",
      data: { kind: "encrypted", reaction: {}, about: idIn(content, "targetMessageKey") },
    }),
  ],
  [
    "statusStickerInteraction",
    (content) => ({
      type: "reaction",
      data: { kind: "sticker", reaction: {}, about: idIn(content, "key") },
    }),
  ],
  ["protocol", readProtocol],
  ["pinInChat", (content) => readMark("pin", content, { 1: "pinned", 2: "unpinned" })],
  ["keepInChat", (content) => readMark("keep", content, { 1: "kept", 2: "no longer kept" })],
  ["call", (content) => readCall("call", content)],
  ["callLog", readCallLog],
  ["bcall", (content) => readCall("bcall", content)],
  ["scheduledCallCreation", (content) => readCall("scheduled", content)],
  ["scheduledCallEdit", (content) => readCall("rescheduled", content)],
  ...[
    "chat",
    "messageHistoryBundle",
    "messageHistoryNotice",
    "stickerSyncRmr",
    "requestPhoneNumber",
    "statusNotification",
  ].map((kind): [string, ContentReader] => [
    kind,
    (content) => ({ type: "system", direction: "SYSTEM", data: { kind, content: scrub(content) } }),
  ]),
  ...["senderKeyDistribution", "fastRatchetKeySenderKeyDistribution"].map(
    (kind): [string, ContentReader] => [
      kind,
      () => ({ type: "system", direction: "SYSTEM", data: { kind } }),
    ],
  ),
] satisfies readonly (readonly [string, ContentReader])[];

function readReaction(content: unknown): Content {
  const { text } = fieldsOf(content);
  return {
    type: "reaction",
    data: { reaction: { emoji: textOf(text) }, about: idIn(content, "key") },
  };
}

function readProtocol(content: unknown, readMessage: (message: unknown) => Content): Content {
  const fields = fieldsOf(content);
  const { type, editedMessage } = fields;
  const name = protocolName(type, fields);
  const about = idIn(content, "key");
  if (name === "REVOKE") return { type: "revoke", data: { about } };
  if (name === "MESSAGE_EDIT") {
    const { type: kind, data } = readMessage(editedMessage);
    return { type: "edit", data: { ...data, kind, about } };
  }
  const { type: _type, key: _key, ...rest } = fields;
  const told = TOLD.has(name) ? scrub(rest) : undefined;
  return { type: "system", direction: "SYSTEM", data: { kind: name, about, content: told } };
}

function protocolName(type: unknown, fields: Fields): string {
  if (typeof type === "string") return type;
  if (type === undefined || type === null) {
    // Protobuf leaves a zero out, and zero is a revocation.
    return fields["editedMessage"] === undefined ? "REVOKE" : "MESSAGE_EDIT";
  }
  return PROTOCOL_NAMES[numberOf(type) ?? -1] ?? `protocol ${nameOf(type) ?? "unknown"}`;
}

function readMark(
  kind: string,
  content: unknown,
  words: Readonly<Record<number, string>>,
): Content {
  const { type, keepType } = fieldsOf(content);
  const status = words[numberOf(type ?? keepType) ?? 0];
  return {
    type: "system",
    direction: "SYSTEM",
    data: { kind, status, about: idIn(content, "key") },
  };
}

const CALL_OUTCOMES = [
  "connected",
  "missed",
  "failed",
  "rejected",
  "accepted elsewhere",
  "ongoing",
  "silenced",
  "silenced",
];

function readCallLog(content: unknown): Content {
  const { callOutcome, ...rest } = fieldsOf(content);
  const status = CALL_OUTCOMES[numberOf(callOutcome) ?? -1] ?? nameOf(callOutcome)?.toLowerCase();
  return { type: "call", data: { status, content: scrub(rest) } };
}

function readCall(kind: string, content: unknown): Content {
  const { contextInfo: _contextInfo, title, ...rest } = fieldsOf(content);
  return { type: "call", data: { kind, text: textOf(title), content: scrub(rest) } };
}
