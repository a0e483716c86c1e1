import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { makeEntry } from "../entry/make-entry.ts";
import {
  compact,
  fieldsOf,
  nameOf,
  secondsToMs,
  textOf,
  type Fields,
} from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import { readErrors } from "./read-errors.ts";

/** The entries of how a message of the bot, or a call, fared. */
export function statusEntries(payload: unknown): readonly AdaptedEntry[] {
  const fields = fieldsOf(payload);
  const { id, timestamp, type, errors, biz_opaque_callback_data: callback } = fields;
  const isCall = type === "call";
  // Calls say it in capitals: RINGING, ACCEPTED, REJECTED.
  const status = nameOf(fields["status"])?.toLowerCase();
  const who = recipient(fields);
  const entry = makeEntry(
    {
      ...who,
      direction: "SYSTEM",
      type: isCall ? "call" : "status",
      id,
      sentAtMs: secondsToMs(timestamp),
      ...(status === "failed" ? { level: "error" } : undefined),
      data: {
        status,
        errors: readErrors(errors),
        pricing: readPricing(fields),
        callback: textOf(callback),
      },
    },
    payload,
  );
  return [entry, ...linkEntries(who.phones), ...linkEntries(who.authors ?? [])];
}

function recipient(fields: Fields): Pick<Parameters<typeof makeEntry>[0], "phones" | "authors"> {
  const { recipient_id: id, recipient_user_id: userId, group_id: group } = fields;
  const { recipient_parent_user_id: parentId } = fields;
  const { recipient_participant_id: member, recipient_participant_user_id: memberUserId } = fields;
  return { phones: [id, userId, parentId, group], authors: [member, memberUserId] };
}

/** What a message cost and why, for those who search for it. */
function readPricing({ pricing, conversation }: Fields): object | undefined {
  const { billable, category, type, pricing_model: model } = fieldsOf(pricing);
  const origin = fieldsOf(fieldsOf(conversation)["origin"])["type"];
  return compact({
    billable: typeof billable === "boolean" ? billable : undefined,
    category: scrub(category) ?? scrub(origin),
    type: scrub(type),
    model: scrub(model),
  });
}
