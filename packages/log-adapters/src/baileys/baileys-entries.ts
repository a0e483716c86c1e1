import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linksLast } from "../entry/link-entries.ts";
import { makeAppEntry, readItem, unreadable } from "../entry/make-entry.ts";
import { fieldsOf, isObject, itemsOf } from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import { contactEntries, mappingEntries } from "./alias-entries.ts";
import {
  callEntries,
  connectionEntry,
  deletionEntries,
  groupEntries,
  mediaUpdateEntry,
} from "./event-entries.ts";
import { messageEntries, reactionEntry, receiptEntries, updateEntries } from "./message-entries.ts";

type EventReader = (payload: unknown) => readonly AdaptedEntry[];

const READERS: ReadonlyMap<string, EventReader> = new Map<string, EventReader>([
  [
    "messages.upsert",
    (payload) =>
      each("A message", fieldsOf(payload)["messages"], (message) => messageEntries(message)),
  ],
  ["messages.update", (payload) => each("A change of a message", payload, updateEntries)],
  ["message-receipt.update", (payload) => each("A receipt", payload, receiptEntries)],
  ["messages.reaction", (payload) => each("A reaction", payload, (item) => [reactionEntry(item)])],
  ["messages.delete", (payload) => readItem("A deletion", payload, () => deletionEntries(payload))],
  [
    "messages.media-update",
    (payload) => each("A media update", payload, (item) => [mediaUpdateEntry(item)]),
  ],
  ["messaging-history.set", historyEntries],
  ["call", (payload) => each("A call", payload, callEntries)],
  [
    "groups.upsert",
    (payload) => each("A group", payload, (item) => groupEntries("groups.upsert", item)),
  ],
  [
    "groups.update",
    (payload) => each("A group", payload, (item) => groupEntries("groups.update", item)),
  ],
  ...[
    "group-participants.update",
    "group.join-request",
    "group.member-tag.update",
    "newsletter-participants.update",
    "newsletter-settings.update",
  ].map((kind): [string, EventReader] => [
    kind,
    (payload) => each("A group", payload, (item) => groupEntries(kind, item)),
  ]),
  [
    "connection.update",
    (payload) => each("A connection update", payload, (item) => [connectionEntry(item)]),
  ],
  // Nothing of the address book but which ids are one person's.
  ["contacts.upsert", (payload) => each("A contact", payload, contactEntries)],
  ["contacts.update", (payload) => each("A contact", payload, contactEntries)],
  ["lid-mapping.update", (payload) => each("An id", payload, mappingEntries)],
  ...["blocklist.update", "message-capping.update"].map((kind): [string, EventReader] => [
    kind,
    (payload) =>
      readItem(kind, payload, () => [
        makeAppEntry("info", `WhatsApp: ${kind}`, { content: scrub(payload) }),
      ]),
  ]),
]);

/** Events that {@link baileysEntries} reads. */
export const BAILEYS_EVENTS: readonly string[] = [...READERS.keys()];

/**
 * Events that are left out on purpose: credentials and keys, who is typing, and the copy of chats that
 * a library keeps for itself.
 */
export const IGNORED_EVENTS: ReadonlySet<string> = new Set([
  "creds.update",
  "presence.update",
  "chats.upsert",
  "chats.update",
  "chats.delete",
  "chats.lock",
  "labels.edit",
  "labels.association",
  "blocklist.set",
  "settings.update",
  "newsletter.reaction",
  "newsletter.view",
  "messaging-history.status",
]);

/**
 * Everything that one event of Baileys tells: `baileysEntries("messages.upsert", payload)`. Never
 * throws. Events left out on purpose (credentials, presence, chats) give nothing; an event that it
 * does not know gives one line of app.log.
 */
export function baileysEntries(event: string, payload: unknown): readonly AdaptedEntry[] {
  if (IGNORED_EVENTS.has(event)) return [];
  const read = READERS.get(event);
  if (read !== undefined) return linksLast(readItem(event, payload, () => read(payload)));
  return readItem(event, payload, () => [
    makeAppEntry("info", `unsupported: ${event}`, { kind: event, content: scrub(payload) }),
  ]);
}

function each(what: string, items: unknown, read: EventReader): readonly AdaptedEntry[] {
  return itemsOf(items).flatMap((item) =>
    isObject(item) ? readItem(what, item, () => read(item)) : [unreadable(what, item)],
  );
}

/** The messages that a newly linked device is given; what else comes with them is left out. */
function historyEntries(payload: unknown): readonly AdaptedEntry[] {
  const { messages, progress, contacts, lidPnMappings } = fieldsOf(payload);
  const entries = each("A message of the history", messages, (message) =>
    messageEntries(message, { history: true }),
  );
  const count = entries.filter(({ log }) => log !== "aliases").length;
  const data = { content: scrub({ messages: count, progress }) };
  return [
    ...entries,
    ...each("An id of the history", lidPnMappings, mappingEntries),
    ...each("A contact of the history", contacts, contactEntries),
    makeAppEntry("info", "A part of the history came", data),
  ];
}
