import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { makeAppEntry, makeEntry } from "../entry/make-entry.ts";
import {
  fieldsOf,
  flagOf,
  itemsOf,
  nameOf,
  secondsToMs,
  someOf,
  textOf,
} from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import { readWho } from "./message-entries.ts";
import { jidOf, messageIdOf } from "./message-id.ts";

/** The entry of a call that comes in, or that was made. */
export function callEntry(value: unknown): AdaptedEntry {
  const { id, from, timestamp, isVideo, isGroup, fromMe } = fieldsOf(value);
  return makeEntry(
    {
      phones: [jidOf(from)],
      direction: fromMe === true ? "OUTGOING" : "INCOMING",
      type: "call",
      id: messageIdOf(id),
      sentAtMs: secondsToMs(timestamp),
      data: { status: "offer", content: scrub({ video: flagOf(isVideo), group: flagOf(isGroup) }) },
    },
    value,
  );
}

/** The entry of what happened to a group or its members. */
export function groupEntry(event: string, value: unknown): AdaptedEntry {
  const { id, chatId, author, recipientIds, timestamp, type, body } = fieldsOf(value);
  return makeEntry(
    {
      phones: [jidOf(chatId), jidOf(fieldsOf(id)["remote"])],
      authors: [jidOf(author)],
      direction: "SYSTEM",
      type: "group",
      id: messageIdOf(id),
      sentAtMs: secondsToMs(timestamp),
      data: {
        kind: event,
        status: nameOf(type),
        text: textOf(body),
        participants: someOf(itemsOf(recipientIds).flatMap((member) => jidOf(member) ?? [])),
      },
    },
    value,
  );
}

/** The entries of a contact that goes by another id from now on. */
export function contactChangedEntries(args: readonly unknown[]): readonly AdaptedEntry[] {
  const [message, oldId, newId] = args;
  const { phones, id } = readWho(fieldsOf(message));
  const from = jidOf(oldId);
  const to = jidOf(newId);
  const entry = makeEntry(
    {
      phones: [to, from, ...phones],
      direction: "SYSTEM",
      type: "system",
      id,
      data: { kind: "contact_changed", content: scrub({ from, to }) },
    },
    message,
  );
  return [entry, ...linkEntries([from, to], "changed")];
}

/** A line of app.log for the session: ready, its state, why it ended. */
export function stateEntry(event: string, args: readonly unknown[]): AdaptedEntry {
  const isBad = event === "auth_failure" || event === "disconnected";
  // The session itself comes with "authenticated": it is a credential.
  const detail = event === "authenticated" ? undefined : nameOf(args[0]);
  const words = detail === undefined ? event : `${event}: ${detail}`;
  return makeAppEntry(isBad ? "warn" : "info", `Connection: ${words}`, {
    kind: event,
    status: detail,
  });
}
