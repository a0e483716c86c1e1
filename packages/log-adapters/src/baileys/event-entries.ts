import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { makeAppEntry, makeEntry } from "../entry/make-entry.ts";
import {
  fieldsOf,
  flagOf,
  itemsOf,
  nameOf,
  numberOf,
  secondsToMs,
  textOf,
} from "../payload/read-payload.ts";
import { preferNumber } from "../payload/prefer-number.ts";
import { scrub } from "../payload/scrub.ts";
import { readKey } from "./message-key.ts";

/** The entries of a call: offered, taken, refused, over. */
export function callEntries(payload: unknown): readonly AdaptedEntry[] {
  const { chatId, from, callerPn, groupJid, id, date, status, isVideo, offline } =
    fieldsOf(payload);
  const ids = preferNumber([callerPn, from, chatId]);
  const group = nameOf(groupJid);
  const entry = makeEntry(
    {
      phones: group === undefined ? ids : [group],
      authors: group === undefined ? [] : ids,
      direction: "INCOMING",
      type: "call",
      id,
      sentAtMs: date instanceof Date ? date.getTime() : undefined,
      data: {
        status: nameOf(status),
        content: scrub({ video: flagOf(isVideo), offline: flagOf(offline) }),
      },
    },
    payload,
  );
  return [entry, ...linkEntries([callerPn, from])];
}

/** The entries of what happened to a group, a channel, or somebody's membership. */
export function groupEntries(kind: string, payload: unknown): readonly AdaptedEntry[] {
  const { id, groupId, author, authorPn, participants, action, ...rest } = fieldsOf(payload);
  const { participant, participantPn, participantAlt, messageTimestamp, ...told } = rest;
  const members = itemsOf(participants);
  // A group that was joined lists everybody in it; a change lists whom it concerns.
  const affected = action === undefined ? members.length : members.map(memberId);
  const entry = makeEntry(
    {
      phones: [id, groupId],
      authors: preferNumber([authorPn, author, participantPn, participantAlt, participant]),
      direction: "SYSTEM",
      type: "group",
      sentAtMs: secondsToMs(messageTimestamp),
      data: {
        kind,
        status: nameOf(action),
        participants: members.length === 0 ? nameOf(participantPn ?? participant) : affected,
        content: scrub(told),
      },
    },
    payload,
  );
  // Not of all members: most of them never write to the bot.
  return [
    entry,
    ...linkEntries([authorPn, author]),
    ...linkEntries([participantPn, participantAlt, participant]),
  ];
}

function memberId(member: unknown): unknown {
  const { phoneNumber, id } = fieldsOf(member);
  return nameOf(phoneNumber) ?? nameOf(id) ?? nameOf(member);
}

/** Lines of app.log for the connection: open, closed and why. Pairing codes are left out. */
export function connectionEntry(payload: unknown): AdaptedEntry {
  const {
    connection,
    lastDisconnect,
    qr,
    isNewLogin,
    receivedPendingNotifications,
    isOnline,
    ...rest
  } = fieldsOf(payload);
  const { error } = fieldsOf(lastDisconnect);
  const { message, output, data: _data } = fieldsOf(error);
  const code = numberOf(fieldsOf(output)["statusCode"]);
  const { legacy: _legacy, ...told } = rest;
  const state = nameOf(connection) ?? (qr === undefined ? "changed" : "waits for pairing");
  return makeAppEntry(connection === "close" ? "warn" : "info", `Connection: ${state}`, {
    errors: error === undefined ? undefined : [{ code, title: textOf(message) }],
    isNewLogin,
    receivedPendingNotifications,
    isOnline,
    content: scrub(told),
  });
}

/** Entries of messages that were deleted on this side, or of a conversation that was emptied. */
export function deletionEntries(payload: unknown): readonly AdaptedEntry[] {
  const { keys, jid } = fieldsOf(payload);
  if (jid !== undefined) {
    const data = { kind: "messages.delete", status: "all" };
    return [makeEntry({ phones: [jid], direction: "SYSTEM", type: "system", data }, payload)];
  }
  return itemsOf(keys).map((key) => {
    const facts = readKey(key);
    const data = { kind: "messages.delete", about: nameOf(facts.id) };
    return makeEntry({ ...facts, direction: "SYSTEM", type: "system", data }, key);
  });
}

/** The entry of a file that was uploaded again, or could not be. Its keys are left out. */
export function mediaUpdateEntry(payload: unknown): AdaptedEntry {
  const { key, error } = fieldsOf(payload);
  const { message } = fieldsOf(error);
  const facts = readKey(key);
  const failed = error !== undefined && error !== null;
  return makeEntry(
    {
      ...facts,
      direction: "SYSTEM",
      type: "system",
      ...(failed ? { level: "error" } : undefined),
      data: {
        kind: "messages.media-update",
        about: nameOf(facts.id),
        errors: failed ? [{ title: textOf(message) ?? "failed" }] : undefined,
      },
    },
    payload,
  );
}
