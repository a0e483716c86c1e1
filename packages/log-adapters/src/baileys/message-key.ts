import { isGroupKey, tryParsePhoneKey, type Direction } from "@org/log-core";
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
}

/**
 * Reads a message key. The conversation of a person known by a LID is that of the number, where the
 * key tells it: in `remoteJidAlt` (7.x) or `senderPn` (6.7.x).
 */
export function readKey(value: unknown): KeyFacts {
  const key = fieldsOf(value);
  const { remoteJid, remoteJidAlt, id, senderPn } = key;
  const fromMe = flagOf(key["fromMe"]) === true;
  const chat = tryParsePhoneKey(remoteJid);
  const isGroup = chat !== undefined && isGroupKey(chat);
  const { participant, participantAlt, participantPn } = key;
  return {
    phones: isGroup
      ? [remoteJid]
      : preferNumber([remoteJid, remoteJidAlt, fromMe ? undefined : senderPn]),
    authors: isGroup && !fromMe ? preferNumber([participant, participantAlt, participantPn]) : [],
    direction: fromMe ? "OUTGOING" : "INCOMING",
    id,
    fromMe,
  };
}
