import { isGroupKey, tryParsePhoneKey, type Direction } from "@org/log-core";
import type { LinkEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { fieldsOf, flagOf } from "../payload/read-payload.ts";
import { preferNumber } from "../payload/prefer-number.ts";

/** Who and which, of the key that every message has. */
export interface KeyFacts {
  /** Ids of the conversation, the number first. */
  readonly phones: readonly unknown[];
  /** Ids of the author in a group. */
  readonly authors: readonly unknown[];
  readonly direction: Direction;
  readonly id: unknown;
  readonly fromMe: boolean;
  /** What the key tells of who is one person: of the conversation, or of the author in a group. */
  readonly links: readonly LinkEntry[];
}

/**
 * Reads a message key. The conversation of a person known by a LID is that of the number, where the
 * key tells it: in `remoteJidAlt` (7.x) or `senderPn` (6.7.x).
 */
export function readKey(value: unknown): KeyFacts {
  const key = fieldsOf(value);
  const { remoteJid, remoteJidAlt, id, senderPn, senderLid } = key;
  const fromMe = flagOf(key["fromMe"]) === true;
  const chat = tryParsePhoneKey(remoteJid);
  const isGroup = chat !== undefined && isGroupKey(chat);
  const { participant, participantAlt, participantPn, participantLid } = key;
  // Of the bot's own messages the sender is the bot: its ids are not the conversation's.
  const sender = fromMe ? [] : [senderPn, senderLid];
  const phones = isGroup ? [remoteJid] : preferNumber([remoteJid, remoteJidAlt, ...sender]);
  const authors =
    isGroup && !fromMe
      ? preferNumber([participant, participantAlt, participantPn, participantLid])
      : [];
  return {
    phones,
    authors,
    links: [...linkEntries(phones), ...linkEntries(authors)],
    direction: fromMe ? "OUTGOING" : "INCOMING",
    id,
    fromMe,
  };
}
