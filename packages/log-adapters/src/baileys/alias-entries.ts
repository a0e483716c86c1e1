import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { fieldsOf } from "../payload/read-payload.ts";

/** What a contact's own ids tell; nothing else of the address book is logged. */
export function contactEntries(payload: unknown): readonly AdaptedEntry[] {
  const { id, lid, phoneNumber, jid } = fieldsOf(payload);
  return linkEntries([id, lid, phoneNumber, jid]);
}

/** A number that the library has found out for a LID. */
export function mappingEntries(payload: unknown): readonly AdaptedEntry[] {
  const { lid, pn } = fieldsOf(payload);
  return linkEntries([lid, pn]);
}
