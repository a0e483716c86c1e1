import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { makeAppEntry, makeEntry } from "../entry/make-entry.ts";
import { fieldsOf, nameOf, secondsToMs, textOf, type Fields } from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import { readError, readErrors } from "./read-errors.ts";

/** The entries of a call of a customer or of the business. */
export function callEntries(payload: unknown): readonly AdaptedEntry[] {
  const {
    from,
    to,
    id,
    event,
    direction,
    status,
    timestamp,
    start_time: start,
    errors,
    ...rest
  } = fieldsOf(payload);
  const own = direction === "BUSINESS_INITIATED";
  const { from_user_id: fromUserId, to_user_id: toUserId, duration } = rest;
  const phones = own ? [to, toUserId] : [from, fromUserId];
  const entry = makeEntry(
    {
      phones,
      direction: own ? "OUTGOING" : "INCOMING",
      type: "call",
      id,
      sentAtMs: secondsToMs(timestamp) ?? secondsToMs(start),
      data: {
        status: (nameOf(status) ?? nameOf(event))?.toLowerCase(),
        kind: nameOf(event),
        errors: readErrors(errors),
        content: scrub(duration === undefined ? undefined : { duration }),
      },
    },
    payload,
  );
  return [entry, ...linkEntries(phones)];
}

/** The entries of something that concerns one customer: preferences, a new user id. */
export function customerEntries(payload: unknown, field: string): readonly AdaptedEntry[] {
  const { wa_id: number, user_id: userId, timestamp, detail, ...rest } = fieldsOf(payload);
  const { previous, current } = fieldsOf(userId);
  const entry = makeEntry(
    {
      phones: [number, userId, current, previous],
      direction: "SYSTEM",
      type: "system",
      sentAtMs: secondsToMs(timestamp),
      data: {
        kind: field,
        text: textOf(detail),
        content: scrub({ ...rest, user_id: typeof userId === "object" ? userId : undefined }),
      },
    },
    payload,
  );
  const parent = fieldsOf(rest["parent_user_id"]);
  return [
    entry,
    ...linkEntries([previous, current], "changed"),
    ...linkEntries([parent["previous"], parent["current"]], "changed"),
    ...linkEntries([number, current ?? userId, parent["current"] ?? rest["parent_user_id"]]),
  ];
}

/** The entry of what happened to a group: members, settings, its end. */
export function groupEntry(payload: unknown, field: string): AdaptedEntry {
  const { group_id: group, timestamp, type, request_id: id, errors, ...rest } = fieldsOf(payload);
  return makeEntry(
    {
      phones: [group],
      direction: "SYSTEM",
      type: "group",
      id,
      sentAtMs: secondsToMs(timestamp),
      data: { kind: nameOf(type) ?? field, errors: readErrors(errors), content: scrub(rest) },
    },
    payload,
  );
}

/** A line of app.log for an error that concerns no message. */
export function errorEntry(error: unknown): AdaptedEntry {
  const { code, title, details } = readError(error);
  return makeAppEntry("error", `WhatsApp reports: ${title ?? "an error"}`, {
    errors: [{ code, title, details }],
    content: title === undefined && details === undefined ? scrub(error) : undefined,
  });
}

const BAD_NEWS = /violation|ban|disable|restrict|reject|flag|delete|alert|offboard|critical/i;

/** A line of app.log for what concerns the account: templates, quality, reviews. */
export function accountEntry(field: string, value: Fields): AdaptedEntry {
  const event = nameOf(value["event"]) ?? nameOf(value["alert_type"]);
  const name = nameOf(value["message_template_name"]);
  const words = [field, name, event].filter((word) => word !== undefined);
  const level = BAD_NEWS.test(event ?? "") ? "warn" : "info";
  return makeAppEntry(level, `WhatsApp: ${words.join(" ")}`, { field, content: scrub(value) });
}
