import {
  formatTime,
  MESSAGE_STATES,
  type DeliveryError,
  type MessageState,
  type MessageStep,
} from "@org/log-core";
import { hashId, IdIndex, type IdHash, type IdIndexData } from "./id-index.ts";
import type { MessageDelivery } from "./message-delivery.ts";

/** What becomes of ids beyond the most that are held. */
export type WhenFull =
  /** They are left out, and counted. */
  | "leave out"
  /** Of all ids, seen or to come, every second is let go of, so that those left are a fair sample. */
  | "sample";

/** What is known of each id, as plain data: enough to judge entries by, in any thread. */
export interface DeliveryTableData {
  readonly index: IdIndexData;
  /** By row, a bit for each state that was reached. */
  readonly reached: Uint8Array;
  /** By row, {@link MESSAGE} and others. */
  readonly marks: Uint8Array;
}

/** So many messages are followed at once: about 85 MB. */
export const MAX_MESSAGES = 1_000_000;
/** The message itself was seen, not only what became of it. */
export const MESSAGE = 1;
/** The line belongs to what is counted or shown, message or not. */
export const ASKED = 2;
/** The message may be shown for the sake of others: it is one of the phones and the time asked for. */
export const NEAR = 4;

const STATES = MESSAGE_STATES.length;
/** Of each message; who fails for more reasons than this is no wiser. */
const MAX_ERRORS = 5;
/** Failures beyond it are known without their reasons. */
const MAX_REASONS = 100_000;

interface Reason {
  readonly timeMs: number;
  readonly errors: readonly DeliveryError[];
}

/**
 * What became of messages, by their id: steps can be added in any order and more than once, and give the
 * same. Memory is bounded.
 */
export class DeliveryTable {
  /** Ids that were left out. */
  leftOut = 0;
  /** One of so many ids is followed: 1 is all of them. */
  oneIn = 1;
  readonly #maxMessages: number;
  readonly #whenFull: WhenFull;
  #index: IdIndex = new IdIndex();
  #reached: Uint8Array = new Uint8Array(this.#index.room);
  #marks: Uint8Array = new Uint8Array(this.#index.room);
  /** By row and state, when it was first reached; NaN if it was not. */
  #times: Float64Array = new Float64Array(this.#index.room * STATES).fill(Number.NaN);
  /** By row, when the message was sent or logged; NaN if it was not seen. */
  #moments: Float64Array = new Float64Array(this.#index.room).fill(Number.NaN);
  #reasons = new Map<number, Reason>();

  constructor(whenFull: WhenFull, maxMessages: number = MAX_MESSAGES) {
    this.#whenFull = whenFull;
    this.#maxMessages = maxMessages;
  }

  get count(): number {
    return this.#index.count;
  }

  /**
   * Adds an id, if it is new, and a mark to what is known of it.
   * @param timeMs - When the message was sent.
   */
  mark(id: string, mark: number, timeMs: number): void {
    const row = this.#rowFor(id);
    if (row < 0) return;
    this.#marks[row] = (this.#marks[row] ?? 0) | mark;
    if (!((this.#moments[row] ?? Number.NaN) <= timeMs)) this.#moments[row] = timeMs;
  }

  /** Adds a step of an id, which is new perhaps. */
  add(id: string, step: MessageStep): void {
    const row = this.#rowFor(id);
    if (row >= 0) this.#addStep(row, step);
  }

  /** What became of an id; `undefined` if nothing was told. */
  find(id: string): MessageDelivery | undefined {
    const row = this.#index.find(hashId(id, this.#index.seed));
    return row < 0 ? undefined : this.#deliveryAt(row);
  }

  /** What became of the message of a row. */
  #deliveryAt(row: number): MessageDelivery | undefined {
    const state = this.stateAt(row);
    if (state === undefined) return undefined;
    const at: Partial<Record<MessageState, string>> = {};
    for (const [number, name] of MESSAGE_STATES.entries()) {
      const timeMs = this.#times[row * STATES + number] ?? Number.NaN;
      if (!Number.isNaN(timeMs)) at[name] = formatTime(timeMs);
    }
    return { state, at, errors: this.errorsAt(row) };
  }

  /** The marks of a row. */
  marksAt(row: number): number {
    return this.#marks[row] ?? 0;
  }

  /** When a row's message was sent or logged, in ms since 1970; NaN if it was not seen. */
  momentAt(row: number): number {
    return this.#moments[row] ?? Number.NaN;
  }

  /** Why a row's message failed. */
  errorsAt(row: number): readonly DeliveryError[] {
    return this.#reasons.get(row)?.errors ?? [];
  }

  /** What became of a row's message; `undefined` if nothing was told. */
  stateAt(row: number): MessageState | undefined {
    return stateOf(this.#reached[row] ?? 0);
  }

  /** When a row's message first reached a state, in ms since 1970; NaN if it did not. */
  timeAt(row: number, state: MessageState): number {
    return this.#times[row * STATES + MESSAGE_STATES.indexOf(state)] ?? Number.NaN;
  }

  data(): DeliveryTableData {
    return { index: this.#index.data(), reached: this.#reached, marks: this.#marks };
  }

  #addStep(row: number, { state, timeMs, errors }: MessageStep): void {
    const number = MESSAGE_STATES.indexOf(state);
    this.#reached[row] = (this.#reached[row] ?? 0) | (1 << number);
    const known = this.#times[row * STATES + number] ?? Number.NaN;
    if (!(known <= timeMs)) this.#times[row * STATES + number] = timeMs;
    if (state === "failed" && errors.length > 0) this.#addReason(row, { timeMs, errors });
  }

  /** The first reason counts; of two at the same time the one that sorts first, whichever came first. */
  #addReason(row: number, reason: Reason): void {
    const known = this.#reasons.get(row);
    if (known === undefined && this.#reasons.size >= MAX_REASONS) return;
    if (known !== undefined && compareReasons(known, reason) <= 0) return;
    this.#reasons.set(row, { ...reason, errors: reason.errors.slice(0, MAX_ERRORS) });
  }

  /** The row of an id, a new one if there is room for it; else -1. */
  #rowFor(id: string): number {
    const hash = hashId(id, this.#index.seed);
    const known = this.#index.find(hash);
    if (known >= 0) return known;
    while (this.#isSampled(hash) && this.count >= this.#maxMessages) {
      if (this.#whenFull === "leave out") {
        this.leftOut += 1;
        return -1;
      }
      this.#thin();
    }
    return this.#isSampled(hash) ? this.#newRow(hash) : -1;
  }

  #isSampled({ high }: IdHash): boolean {
    return high % this.oneIn === 0;
  }

  #newRow(hash: IdHash): number {
    const row = this.#index.findOrAdd(hash);
    const { room } = this.#index;
    if (this.#reached.length < room) {
      this.#reached = grown(this.#reached, new Uint8Array(room));
      this.#marks = grown(this.#marks, new Uint8Array(room));
      this.#moments = grown(this.#moments, new Float64Array(room).fill(Number.NaN));
      this.#times = grown(this.#times, new Float64Array(room * STATES).fill(Number.NaN));
    }
    return row;
  }

  /** Lets go of every second id: of those whose hashes are not multiples of twice as much. */
  #thin(): void {
    this.oneIn *= 2;
    const old = {
      index: this.#index,
      reached: this.#reached,
      marks: this.#marks,
      moments: this.#moments,
      times: this.#times,
      reasons: this.#reasons,
    };
    this.#index = new IdIndex({ ...new IdIndex().data(), seed: old.index.seed });
    this.#reached = new Uint8Array(this.#index.room);
    this.#marks = new Uint8Array(this.#index.room);
    this.#moments = new Float64Array(this.#index.room).fill(Number.NaN);
    this.#times = new Float64Array(this.#index.room * STATES).fill(Number.NaN);
    this.#reasons = new Map();
    for (let row = 0; row < old.index.count; row += 1) {
      const hash = old.index.hashAt(row);
      if (!this.#isSampled(hash)) continue;
      const to = this.#newRow(hash);
      this.#reached[to] = old.reached[row] ?? 0;
      this.#marks[to] = old.marks[row] ?? 0;
      this.#moments[to] = old.moments[row] ?? Number.NaN;
      this.#times.set(old.times.subarray(row * STATES, (row + 1) * STATES), to * STATES);
      const reason = old.reasons.get(row);
      if (reason !== undefined) this.#reasons.set(to, reason);
    }
  }
}

/** What is known of an id in a table that may come from another thread. */
export interface KnownMessage {
  readonly state: MessageState | undefined;
  readonly marks: number;
}

/** Looks ids up in the data of a table. */
export function deliveryLookup({
  index,
  reached,
  marks,
}: DeliveryTableData): (id: string) => KnownMessage | undefined {
  const ids = new IdIndex(index);
  return (id) => {
    const row = ids.find(hashId(id, ids.seed));
    return row < 0 ? undefined : { state: stateOf(reached[row] ?? 0), marks: marks[row] ?? 0 };
  };
}

/** The highest state of those reached. */
function stateOf(reached: number): MessageState | undefined {
  return reached === 0 ? undefined : MESSAGE_STATES[31 - Math.clz32(reached)];
}

function compareReasons(a: Reason, b: Reason): number {
  if (a.timeMs !== b.timeMs) return a.timeMs - b.timeMs;
  const [one, other] = [JSON.stringify(a.errors), JSON.stringify(b.errors)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function grown<Column extends Float64Array | Uint8Array>(old: Column, larger: Column): Column {
  larger.set(old);
  return larger;
}
