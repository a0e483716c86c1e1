import type { MessageState } from "@org/log-core";
import type { DeliveryTableData } from "../delivery/delivery-table.ts";

/**
 * What an entry is to be in the life of a message, as plain data. A query for states makes several passes
 * over the files, each with one of these; but for the last but one they fit lines of the WhatsApp log only.
 */
export type DeliveryCondition =
  /** It says itself that a message is in one of some states. */
  | { readonly fits: "says"; readonly states: readonly MessageState[] }
  /** It is a message of the bot, or tells how one fared. */
  | { readonly fits: "way" }
  /** The same, of ids that the table has. */
  | { readonly fits: "way of"; readonly table: DeliveryTableData }
  /** It is a message of the bot that is in one of some states, or is the only sign of such a one. */
  | {
      readonly fits: "state";
      readonly states: readonly MessageState[];
      readonly table: DeliveryTableData;
    }
  /** It is not a status of a message that the query gives, or may show near one, which the table has marked. */
  | {
      readonly fits: "unfolded";
      readonly table: DeliveryTableData;
      /** Messages that may be shown near others count too. */
      readonly near: boolean;
    }
  /** It is a message, to the bot or by it. */
  | { readonly fits: "message" };
