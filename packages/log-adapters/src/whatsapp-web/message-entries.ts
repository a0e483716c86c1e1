import { isGroupKey, tryParsePhoneKey } from "@org/log-core";
import type { AdaptedEntry, LinkEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { makeEntry, type EntryFacts } from "../entry/make-entry.ts";
import {
  fieldsOf,
  itemsOf,
  nameOf,
  numberOf,
  secondsToMs,
  someOf,
  textOf,
  type Fields,
} from "../payload/read-payload.ts";
import { preferNumber } from "../payload/prefer-number.ts";
import { readContent } from "./message-content.ts";
import { jidOf, messageIdOf } from "./message-id.ts";

type Who = Pick<EntryFacts, "phones" | "authors" | "direction" | "id">;

/** The entry of a message, either way. */
export function messageEntry(value: unknown): AdaptedEntry {
  const message = fieldsOf(value);
  const who = readWho(message);
  const { type, data, direction } = readContent(message);
  const name = who.direction === "OUTGOING" ? undefined : textOf(rawOf(message)["notifyName"]);
  return makeEntry(
    {
      ...who,
      direction: direction ?? who.direction,
      type,
      sentAtMs: secondsToMs(message["timestamp"]),
      data: { ...data, name },
    },
    value,
  );
}

/** What a message tells of who is one person: of the conversation, or of the author in a group. */
export function messageLinks(value: unknown): readonly LinkEntry[] {
  const { phones, authors = [] } = readWho(fieldsOf(value));
  return [...linkEntries(phones), ...linkEntries(authors)];
}

const STATUSES: Readonly<Record<number, string>> = {
  [-1]: "failed",
  0: "pending",
  1: "sent",
  2: "delivered",
  3: "read",
  4: "played",
};

/** The entry of how a message of the bot fares. */
export function ackEntry(value: unknown, ack: unknown): AdaptedEntry {
  const message = fieldsOf(value);
  const { phones, authors, id } = readWho(message);
  const given = ack ?? message["ack"];
  const status = STATUSES[numberOf(given) ?? Number.NaN] ?? nameOf(given);
  const level = status === "failed" ? { level: "error" as const } : undefined;
  return makeEntry(
    {
      phones,
      ...(authors === undefined ? undefined : { authors }),
      id,
      direction: "SYSTEM",
      type: "status",
      ...level,
      data: { status },
    },
    value,
  );
}

/** The entry of a new text for a message. */
export function editEntry(value: unknown, newBody: unknown): AdaptedEntry {
  const message = fieldsOf(value);
  const { type, data } = readContent(message);
  const text = textOf(newBody) ?? data.text;
  const about = messageIdOf(message["id"]);
  const sentAtMs = numberOf(message["latestEditSenderTimestampMs"]);
  return makeEntry(
    { ...readWho(message), type: "edit", sentAtMs, data: { ...data, kind: type, text, about } },
    value,
  );
}

/** The entry of a message that was taken back, for everybody or on this side alone. */
export function revokeEntry(value: unknown, revoked: unknown, kind?: string): AdaptedEntry {
  const message = fieldsOf(value);
  const original = messageIdOf(fieldsOf(revoked)["id"]);
  const about =
    messageIdOf(message["protocolMessageKey"]) ?? original ?? messageIdOf(message["id"]);
  return makeEntry({ ...readWho(message), type: "revoke", data: { about, kind } }, value);
}

/** The entry of a reaction. */
export function reactionEntry(value: unknown): AdaptedEntry {
  const { id, msgId, senderId, reaction, timestamp } = fieldsOf(value);
  const own = fieldsOf(id);
  const about = fieldsOf(msgId);
  const fromMe = own["fromMe"] === true;
  const remote = jidOf(about["remote"]) ?? jidOf(own["remote"]);
  const isGroup = isGroupId(remote);
  return makeEntry(
    {
      phones: isGroup || fromMe ? [remote, senderId] : preferNumber([jidOf(senderId), remote]),
      authors: isGroup && !fromMe ? [jidOf(senderId)] : [],
      direction: fromMe ? "OUTGOING" : "INCOMING",
      type: "reaction",
      id: messageIdOf(id),
      sentAtMs: readTime(timestamp),
      data: { reaction: { emoji: textOf(reaction) }, about: messageIdOf(msgId) },
    },
    value,
  );
}

/** The entry of a vote. */
export function voteEntry(value: unknown): AdaptedEntry {
  const {
    voter,
    selectedOptions,
    interractedAtTs: time,
    parentMsgKey,
    parentMessage,
  } = fieldsOf(value);
  const key = fieldsOf(parentMsgKey);
  const remote = jidOf(key["remote"]) ?? jidOf(fieldsOf(fieldsOf(parentMessage)["id"])["remote"]);
  const chosen = itemsOf(selectedOptions).flatMap(
    (option) => textOf(fieldsOf(option)["name"]) ?? [],
  );
  const id = messageIdOf(parentMsgKey) ?? messageIdOf(fieldsOf(parentMessage)["id"]);
  return makeEntry(
    {
      phones: isGroupId(remote) ? [remote] : preferNumber([jidOf(voter), remote]),
      authors: isGroupId(remote) ? [jidOf(voter)] : [],
      direction: "INCOMING",
      type: "poll_vote",
      id,
      sentAtMs: readTime(time),
      data: { about: id, text: textOf(chosen.join(", ")), votes: someOf(chosen) },
    },
    value,
  );
}

/** Seconds or ms: the library gives now one, now the other. */
function readTime(value: unknown): number | undefined {
  const time = numberOf(value);
  if (time === undefined || time <= 0) return undefined;
  return time < 100_000_000_000 ? time * 1000 : time;
}

function rawOf(message: Fields): Fields {
  return fieldsOf(message["rawData"] ?? message["_data"]);
}

function isGroupId(id: string | undefined): boolean {
  const key = tryParsePhoneKey(id);
  return key !== undefined && isGroupKey(key);
}

/** Who wrote to whom. */
export function readWho(message: Fields): Who {
  const { id, from, to, author } = message;
  const key = fieldsOf(id);
  const fromMe = message["fromMe"] === true || key["fromMe"] === true;
  const chat = fromMe ? jidOf(to) : jidOf(from);
  const remote = jidOf(key["remote"]);
  const isGroup = isGroupId(remote) || isGroupId(chat);
  const authors = [jidOf(author), jidOf(key["participant"])];
  return {
    phones: isGroup ? [remote, chat].filter(isGroupId) : preferNumber([chat, remote]),
    authors: isGroup && !fromMe ? preferNumber(authors) : [],
    direction: fromMe ? "OUTGOING" : "INCOMING",
    id: messageIdOf(id),
  };
}
