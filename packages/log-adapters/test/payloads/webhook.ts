import { webhookEntries } from "../../src/cloud-api.ts";
import type { AdaptedEntry } from "../../src/index.ts";

/** Who writes in these tests. */
export const CUSTOMER = "393331234567";

/** The entries of a delivery with one change. */
export function change(field: string, value: object): readonly AdaptedEntry[] {
  return webhookEntries({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field, value }] }],
  });
}
