import type { DeliveryError, LogEntry, MessageState } from "@org/log-core";

/** What became of a message, as all lines about it tell together. */
export interface MessageDelivery {
  /** The highest that was reached, in the order of {@link MESSAGE_STATES}. */
  readonly state: MessageState;
  /** When each state was first reached, as far as it was told: the platform's time, else when it was logged. */
  readonly at: Readonly<Partial<Record<MessageState, string>>>;
  /** Why it failed, if it was said to have failed, and the platform said why. */
  readonly errors: readonly DeliveryError[];
}

const DELIVERY: unique symbol = Symbol("@org/log-reader/delivery") as never;

/** Remembers what became of the message that an entry is. */
export function setDelivery(entry: LogEntry, delivery: MessageDelivery): void {
  // Seen neither in JSON nor in keys, as the place where it was read.
  Object.defineProperty(entry, DELIVERY, { value: delivery });
}

/**
 * What became of a message, for entries of a query with `joinStatuses` or `status`; `undefined` for any
 * other entry, for messages of customers, and where no line tells.
 */
export function deliveryOf(entry: LogEntry): MessageDelivery | undefined {
  return (entry as { [DELIVERY]?: MessageDelivery })[DELIVERY];
}
