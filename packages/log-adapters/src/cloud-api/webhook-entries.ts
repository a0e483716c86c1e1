import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linkEntries, linksLast } from "../entry/link-entries.ts";
import { makeAppEntry, readItem, unreadable } from "../entry/make-entry.ts";
import { fieldsOf, isObject, itemsOf, nameOf, type Fields } from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import {
  accountEntry,
  callEntries,
  customerEntries,
  errorEntry,
  groupEntry,
} from "./event-entries.ts";
import { echoEntries, historyEntries, incomingEntries } from "./message-entries.ts";
import { statusEntries } from "./status-entry.ts";

type ListReader = (item: unknown, value: Fields, field: string) => readonly AdaptedEntry[];

/** What the lists of a change hold, whatever the field that brings them. */
const LISTS: ReadonlyMap<string, ListReader> = new Map<string, ListReader>([
  ["messages", (item, value) => incomingEntries(item, value)],
  ["message_echoes", echoEntries],
  ["statuses", statusEntries],
  ["calls", callEntries],
  ["history", historyItemEntries],
  ["user_preferences", (item, _value, field) => customerEntries(item, field)],
  ["user_id_update", (item, _value, field) => customerEntries(item, field)],
  ["groups", (item, _value, field) => [groupEntry(item, field)]],
  ["errors", (item) => [errorEntry(item)]],
]);

/**
 * Everything that a delivery of the Cloud API's webhook tells, in its order: messages, statuses,
 * echoes, calls, errors, events of account and groups; then which ids are one person's. Takes the parsed body. Never throws; what is
 * of no known form is kept as a line of app.log.
 */
export function webhookEntries(body: unknown): readonly AdaptedEntry[] {
  return readItem("A webhook body", body, () => {
    const entries = itemsOf(fieldsOf(body)["entry"]);
    if (entries.length === 0) return [unreadable("A webhook body", body)];
    return linksLast(entries.flatMap(accountEntries));
  });
}

function accountEntries(entry: unknown): readonly AdaptedEntry[] {
  return readItem("A part of a webhook body", entry, () => {
    const { changes, messaging, standby } = fieldsOf(entry);
    const items = itemsOf(changes);
    if (items.length > 0) return items.flatMap(changeEntries);
    // Messenger and Instagram deliver in this form; a webhook may be shared.
    const others = [...itemsOf(messaging), ...itemsOf(standby)];
    if (others.length === 0) return [unreadable("A part of a webhook body", entry)];
    return [
      makeAppEntry("info", "WhatsApp: a delivery of another product", { content: scrub(others) }),
    ];
  });
}

function changeEntries(change: unknown): readonly AdaptedEntry[] {
  return readItem("A change in a webhook body", change, () => {
    const { field, value } = fieldsOf(change);
    const name = nameOf(field) ?? "unknown";
    if (!isObject(value)) return [unreadable(`WhatsApp: ${name}`, change)];
    const entries = [...LISTS].flatMap(([list, read]) =>
      itemsOf(value[list]).flatMap((item) => listEntries(list, item, { value, name, read })),
    );
    const told = entries.length > 0 ? entries : [accountEntry(name, value)];
    return [...told, ...itemsOf(value["contacts"]).flatMap(contactEntries)];
  });
}

/** What a contact beside the messages tells: number and user ids are one person's. */
function contactEntries(contact: unknown): readonly AdaptedEntry[] {
  const { wa_id: number, user_id: userId, parent_user_id: parentId } = fieldsOf(contact);
  return linkEntries([number, userId, parentId]);
}

interface ListContext {
  readonly value: Fields;
  readonly name: string;
  readonly read: ListReader;
}

function listEntries(
  list: string,
  item: unknown,
  { value, name, read }: ListContext,
): readonly AdaptedEntry[] {
  const what = `One of the ${list}`;
  if (!isObject(item) && list !== "errors") return [unreadable(what, item)];
  return readItem(what, item, () => read(item, value, name));
}

function historyItemEntries(item: unknown, value: Fields): readonly AdaptedEntry[] {
  const entries = historyEntries(item, value);
  const { metadata, errors } = fieldsOf(item);
  const failures = itemsOf(errors).map(errorEntry);
  const { phase, chunk_order: chunk, progress } = fieldsOf(metadata);
  const data = { content: scrub({ phase, chunk, progress, messages: entries.length }) };
  return [
    ...entries,
    ...failures,
    makeAppEntry("info", "WhatsApp: a part of the history came", data),
  ];
}
