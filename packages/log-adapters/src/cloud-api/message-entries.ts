import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { makeEntry } from "../entry/make-entry.ts";
import type { MessageData } from "../entry/message-data.ts";
import {
  addFields,
  compact,
  fieldsOf,
  flagOf,
  itemsOf,
  nameOf,
  secondsToMs,
  textOf,
  type Fields,
} from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import { readContent } from "./message-content.ts";

/** The entries of a message that somebody sent to the bot. */
export function incomingEntries(message: unknown, value: Fields): readonly AdaptedEntry[] {
  const fields = fieldsOf(message);
  const { from, from_user_id: userId, from_parent_user_id: parentId, group_id: group } = fields;
  const author = contactOf(value, [from, userId]);
  const ids = [from, author["wa_id"], userId, author["user_id"], parentId];
  const content = readContent(fields);
  const entry = makeEntry(
    {
      phones: group === undefined ? ids : [group],
      authors: group === undefined ? [] : ids,
      direction: content.type === "system" ? "SYSTEM" : "INCOMING",
      type: content.type,
      data: addFields(addFields({ ...content.data }, readContext(fields)), readProfile(author)),
      id: fields["id"],
      sentAtMs: secondsToMs(fields["timestamp"]),
    },
    message,
  );
  return [entry, ...linkEntries(ids), ...changedIds(fields)];
}

/** A notice that the customer goes by another number or user id from now on. */
function changedIds({ from, from_user_id: userId, system }: Fields): readonly AdaptedEntry[] {
  const { wa_id: number, new_wa_id: olderField, user_id: newUserId } = fieldsOf(system);
  return [
    ...linkEntries([from, number ?? olderField], "changed"),
    ...linkEntries([userId, newUserId], "changed"),
  ];
}

/** The entries of a message that the business sent from the phone beside the API. */
export function echoEntries(message: unknown): readonly AdaptedEntry[] {
  const fields = fieldsOf(message);
  const { to, to_user_id: userId, group_id: group, id, timestamp } = fields;
  const { type, data } = readContent(fields);
  const entry = makeEntry(
    {
      phones: [group, to, userId],
      direction: "OUTGOING",
      type,
      data: { ...data, ...readContext(fields) },
      id,
      sentAtMs: secondsToMs(timestamp),
    },
    message,
  );
  return [entry, ...linkEntries([to, userId, fields["to_parent_user_id"]])];
}

/** Entries of one conversation of a history that the business shared. */
export function historyEntries(history: unknown, value: Fields): readonly AdaptedEntry[] {
  const business = nameOf(fieldsOf(value["metadata"])["display_phone_number"])?.replace(/\D/g, "");
  return itemsOf(fieldsOf(history)["threads"]).flatMap((thread) => {
    const { id: customer, messages } = fieldsOf(thread);
    return itemsOf(messages).map((message) => historyEntry(message, customer, business));
  });
}

function historyEntry(
  message: unknown,
  customer: unknown,
  business: string | undefined,
): AdaptedEntry {
  const fields = fieldsOf(message);
  const { from, id, timestamp, history_context: context } = fields;
  const own = from === business || (from !== customer && fields["to"] === customer);
  const { type, data } = readContent(fields);
  const status = textOf(fieldsOf(context)["status"])?.toLowerCase();
  return makeEntry(
    {
      phones: [customer, own ? fields["to"] : from],
      direction: own ? "OUTGOING" : "INCOMING",
      type,
      data: { ...data, ...readContext(fields), status, history: true },
      id,
      sentAtMs: secondsToMs(timestamp),
    },
    message,
  );
}

/** What a message answers, whether it was forwarded, and the advertisement it came from. */
function readContext({ context, referral }: Fields): MessageData {
  const {
    id,
    forwarded,
    frequently_forwarded: often,
    referred_product: product,
  } = fieldsOf(context);
  const {
    source_url: url,
    source_id: sourceId,
    source_type: sourceType,
    headline,
  } = fieldsOf(referral);
  return {
    replyTo: compact({ id: nameOf(id) }),
    forwarded: flagOf(forwarded) ?? flagOf(often),
    product: scrub(product),
    referral: compact({
      url: textOf(url),
      id: nameOf(sourceId),
      type: textOf(sourceType),
      title: textOf(headline),
    }),
  };
}

function readProfile(contact: Fields): MessageData {
  const { name, username } = fieldsOf(contact["profile"]);
  return { name: textOf(name), username: textOf(username) };
}

/** Of the contacts beside the messages, the author's. */
function contactOf(value: Fields, ids: readonly unknown[]): Fields {
  const contacts = itemsOf(value["contacts"]).map(fieldsOf);
  const known = contacts.find(({ wa_id: number, user_id: userId }) =>
    ids.some((id) => id !== undefined && (id === number || id === userId)),
  );
  // A message without any id of its author is the only contact's.
  const alone = contacts.length === 1 && ids.every((id) => id === undefined);
  return known ?? (alone ? fieldsOf(contacts[0]) : {});
}
