/** What became of a message. */
export type DeliveryState = "pending" | "sent" | "delivered" | "read" | "played" | "failed";

/**
 * What an entry says, taken out of whatever payload a library gave; each form lays it out in its own
 * way. All of it comes from outside: nothing in it is safe to look at yet.
 */
export interface Content {
  /** The words of a person, or what stands for them: `Track it`, `👍`, `Duomo, Piazza del Duomo`. */
  readonly text?: string | undefined;
  /** Set where the words are those of an action rather than speech: `deleted`, `voice call`. */
  readonly action?: string | undefined;
  /** What is known beside: `image/jpeg`, `245 kB`. */
  readonly notes?: readonly string[] | undefined;
  /** What may be chosen from: buttons, list rows, options of a poll. */
  readonly choices?: readonly string[] | undefined;
  readonly state?: DeliveryState | undefined;
  /** Id of the message that this is about: answered, reacted to, delivered, edited, deleted. */
  readonly about?: string | undefined;
  /** What went wrong. */
  readonly problem?: string | undefined;
}

/** Reads the content of one kind of message. */
export type ReadContent = (body: Payload) => Content;

/** A message's content with what surrounds it. */
export interface Payload {
  /** The fields of the content itself. */
  readonly body: Readonly<Record<string, unknown>>;
  /** All that was logged, where ids, context and errors stand. */
  readonly whole: Readonly<Record<string, unknown>>;
}

/** Whether an entry only tells how a message fared on its way. */
export function isReceipt({ state, text, problem }: Content): boolean {
  return state !== undefined && state !== "failed" && text === undefined && problem === undefined;
}
