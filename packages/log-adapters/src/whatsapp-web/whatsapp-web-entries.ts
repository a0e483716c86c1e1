import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linksLast } from "../entry/link-entries.ts";
import { makeAppEntry, readItem, unreadable } from "../entry/make-entry.ts";
import { isObject } from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import { callEntry, contactChangedEntries, groupEntry, stateEntry } from "./event-entries.ts";
import {
  ackEntry,
  editEntry,
  messageEntry,
  messageLinks,
  reactionEntry,
  revokeEntry,
  voteEntry,
} from "./message-entries.ts";

type EventReader = (args: readonly unknown[], event: string) => readonly AdaptedEntry[];

const readGroup: EventReader = ([notification], event) => [groupEntry(event, notification)];
const readState: EventReader = (args, event) => [stateEntry(event, args)];

const READERS: ReadonlyMap<string, EventReader> = new Map<string, EventReader>([
  ["message", ([message]) => [messageEntry(message), ...messageLinks(message)]],
  ["message_create", ([message]) => [messageEntry(message), ...messageLinks(message)]],
  ["message_ciphertext", ([message]) => [messageEntry(message), ...messageLinks(message)]],
  ["message_ciphertext_failed", ([message]) => [messageEntry(message), ...messageLinks(message)]],
  ["message_ack", ([message, ack]) => [ackEntry(message, ack)]],
  ["message_edit", ([message, body]) => [editEntry(message, body)]],
  ["message_revoke_everyone", ([message, revoked]) => [revokeEntry(message, revoked)]],
  ["message_revoke_me", ([message]) => [revokeEntry(message, undefined, "on this side")]],
  ["message_reaction", ([reaction]) => [reactionEntry(reaction)]],
  ["vote_update", ([vote]) => [voteEntry(vote)]],
  ["call", ([call]) => [callEntry(call)]],
  ["contact_changed", contactChangedEntries],
  ...[
    "group_join",
    "group_leave",
    "group_update",
    "group_admin_changed",
    "group_membership_request",
  ].map((event): [string, EventReader] => [event, readGroup]),
  ...["ready", "authenticated", "auth_failure", "change_state", "disconnected"].map(
    (event): [string, EventReader] => [event, readState],
  ),
]);
/** Events of the session, which bring texts or nothing; all others bring an object. */
const STATES: ReadonlySet<string> = new Set([
  "ready",
  "authenticated",
  "auth_failure",
  "change_state",
  "disconnected",
]);

/** Events that {@link whatsappWebEntries} reads. */
export const WHATSAPP_WEB_EVENTS: readonly string[] = [...READERS.keys()];

/** Events that are left out on purpose: pairing codes, and what concerns the library alone. */
export const IGNORED_EVENTS: ReadonlySet<string> = new Set([
  "qr",
  "code",
  "loading_screen",
  "remote_session_saved",
  "unread_count",
  "media_uploaded",
  "chat_removed",
  "chat_archived",
  "change_battery",
]);

/**
 * What one event of whatsapp-web.js tells: `whatsappWebEntries("message_ack", [message, ack])`, with
 * the arguments of its listener. Never throws. Events left out on purpose (pairing codes, battery)
 * give nothing; an event that it does not know gives one line of app.log.
 */
export function whatsappWebEntries(
  event: string,
  args: readonly unknown[],
): readonly AdaptedEntry[] {
  if (IGNORED_EVENTS.has(event)) return [];
  const read = READERS.get(event);
  return readItem(event, args, () => {
    if (read === undefined) {
      return [makeAppEntry("info", `unsupported: ${event}`, { kind: event, content: scrub(args) })];
    }
    const isReadable = STATES.has(event) || isObject(args[0]);
    return isReadable ? linksLast(read(args, event)) : [unreadable(event, args)];
  });
}
