import type { JsonObject } from "../json.ts";

/** The business number that the demo's customers write to. */
const METADATA = { display_phone_number: "15550783881", phone_number_id: "106540352242922" };
const ACCOUNT_ID = "102290129340398";

/** Who wrote: a number, or only a business-scoped user id where the number is hidden. */
export interface Customer {
  readonly name: string;
  readonly number?: string;
  readonly userId?: string;
  readonly username?: string;
}

/** One change of a delivery, before it is put into its envelope. */
export interface Change {
  readonly field: string;
  readonly value: JsonObject;
}

/** A webhook body with one entry for each group of changes, as the Cloud API posts it. */
export function delivery(...entries: readonly (readonly Change[])[]): JsonObject {
  return {
    object: "whatsapp_business_account",
    entry: entries.map((changes) => ({ id: ACCOUNT_ID, changes })),
  };
}

/** What the platform stamps on what it delivers. */
export interface Stamp {
  readonly id: string;
  readonly sentAtMs: number;
}

/** A message of a customer; `fields` are its type and what stands under the type's name. */
export function message(from: Customer, stamp: Stamp, fields: JsonObject): Change {
  return {
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: METADATA,
      contacts: [contact(from)],
      messages: [{ ...sender(from), id: stamp.id, timestamp: unixSeconds(stamp), ...fields }],
    },
  };
}

/** How a message of the bot fared: `sent`, `delivered`, `read`, or `failed` with errors. */
export function status(
  to: Customer,
  stamp: Stamp,
  name: string,
  reasons?: readonly JsonObject[],
): Change {
  const pricing = {
    billable: false,
    pricing_model: "PMP",
    type: "free_customer_service",
    category: "service",
  };
  return {
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: METADATA,
      statuses: [
        {
          id: stamp.id,
          status: name,
          timestamp: unixSeconds(stamp),
          ...recipient(to),
          ...(reasons === undefined ? { pricing } : { errors: reasons }),
        },
      ],
    },
  };
}

/** Something that went wrong and concerns no message. */
export function errors(...list: readonly JsonObject[]): Change {
  return {
    field: "messages",
    value: { messaging_product: "whatsapp", metadata: METADATA, errors: list },
  };
}

function sender({ number, userId }: Customer): JsonObject {
  return {
    ...(number === undefined ? undefined : { from: number }),
    ...(userId === undefined ? undefined : { from_user_id: userId }),
  };
}

function recipient({ number, userId }: Customer): JsonObject {
  return {
    ...(number === undefined ? undefined : { recipient_id: number }),
    ...(userId === undefined ? undefined : { recipient_user_id: userId }),
  };
}

function contact({ name, number, userId, username }: Customer): JsonObject {
  return {
    profile: { name, ...(username === undefined ? undefined : { username }) },
    ...(number === undefined ? undefined : { wa_id: number }),
    ...(userId === undefined ? undefined : { user_id: userId }),
  };
}

function unixSeconds({ sentAtMs }: Stamp): string {
  return String(Math.floor(sentAtMs / 1000));
}
