import { isGroupKey, tryParsePhoneKey, type DeliveryError, type LogEntry } from "@org/log-core";
import { shortened } from "./shorten-entry.ts";
import type { WaitingPerson } from "./waiting-query.ts";

/** A message of the bot and whether it failed, or one of a customer. */
export interface ConversationStep {
  readonly entry: LogEntry;
  /** Phone key of the conversation. */
  readonly phone: string;
  /** Of a message of the bot that failed; why, as far as it was told. */
  readonly failure?: readonly DeliveryError[] | undefined;
}

interface Waiting {
  phone: string;
  readonly since: string;
  messages: number;
  last: LogEntry;
  failure: readonly DeliveryError[] | undefined;
}

/** Where the bot writes to all and nobody waits. */
const NO_CONVERSATION = /@(?:broadcast|newsletter)$/;

/**
 * Goes through conversations in the order of time and keeps who waits: whom an answer reaches is let go
 * of, so that memory holds those who wait and nobody else.
 */
export class WaitingList {
  readonly #waiting = new Map<string, Waiting>();
  readonly #withGroups: boolean;
  readonly #idsOf: ReadonlyMap<string, readonly string[]>;

  /** @param persons - The ids of each person who has several. */
  constructor(withGroups: boolean, persons: readonly (readonly string[])[] = []) {
    this.#withGroups = withGroups;
    this.#idsOf = new Map(persons.flatMap((ids) => ids.map((id) => [id, ids])));
  }

  /** Takes the next message of a conversation, no older than those before. */
  add({ entry, phone, failure }: ConversationStep): void {
    if (isHistory(entry) || !this.#isAsked(phone)) return;
    const person = this.#idsOf.get(phone)?.[0] ?? phone;
    const waiting = this.#waiting.get(person);
    if (entry.direction === "INCOMING") this.#ask(entry, { phone, person, waiting });
    else if (failure === undefined) this.#waiting.delete(person);
    else if (waiting !== undefined) waiting.failure = failure;
  }

  /** Who waits, longest first; of those who wait equally long, by phone. */
  people(nowMs: number, overMs: number): WaitingPerson[] {
    return [...this.#waiting.values()]
      .map((waiting) => this.#personOf(waiting, nowMs))
      .filter(({ waitingMs }) => waitingMs > overMs)
      .toSorted((a, b) => b.waitingMs - a.waitingMs || (a.phone < b.phone ? -1 : 1));
  }

  #ask(
    entry: LogEntry,
    { phone, person, waiting }: { phone: string; person: string; waiting: Waiting | undefined },
  ): void {
    const last = shortened(entry);
    if (waiting === undefined) {
      const { time: since } = entry;
      this.#waiting.set(person, { phone, since, messages: 1, last, failure: undefined });
      return;
    }
    waiting.messages += 1;
    waiting.phone = phone;
    waiting.last = last;
  }

  #personOf({ phone, since, messages, last, failure }: Waiting, nowMs: number): WaitingPerson {
    const aliases = this.#idsOf.get(phone)?.filter((id) => id !== phone);
    return {
      phone,
      ...(aliases === undefined ? undefined : { aliases }),
      since,
      waitingMs: nowMs - Date.parse(since),
      messages,
      last,
      reason: failure === undefined ? "no answer" : "answer failed",
      errors: failure ?? [],
    };
  }

  #isAsked(phone: string): boolean {
    if (NO_CONVERSATION.test(phone)) return false;
    const key = tryParsePhoneKey(phone);
    return this.#withGroups || key === undefined || !isGroupKey(key);
  }
}

/** A copy that a newly linked device is given says nothing of who waits now. */
function isHistory({ data }: LogEntry): boolean {
  return (data as { readonly history?: unknown } | null | undefined)?.history === true;
}
