/**
 * What `type` of an entry can be, the same for every library. The vocabulary is open: readers must
 * expect others, and a kind that an adapter does not know is `unsupported`, with its raw name in
 * `data.kind`.
 */
export const MESSAGE_TYPES = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "reaction",
  /** Buttons, lists, flows: offered or answered. */
  "interactive",
  "template",
  "order",
  "product",
  "payment",
  "poll",
  "poll_vote",
  "event",
  "album",
  "invite",
  /** A message was changed by who sent it. */
  "edit",
  /** A message was taken back. */
  "revoke",
  "call",
  /** How a message fared: `data.status`. */
  "status",
  /** Members, name and settings of a group. */
  "group",
  /** Notices of the platform in a conversation: a changed number, encryption, pins. */
  "system",
  "unsupported",
] as const;

/** A name of {@link MESSAGE_TYPES}. */
export type MessageType = (typeof MESSAGE_TYPES)[number];
