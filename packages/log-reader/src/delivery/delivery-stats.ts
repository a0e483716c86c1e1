import { MESSAGE_STATES, type MessageState } from "@org/log-core";
import type { TimeRange } from "../query/time-range.ts";
import { ASKED, MESSAGE, type DeliveryTable } from "./delivery-table.ts";

/** How long something took, of the messages of which it is known. */
export interface Latency {
  readonly messages: number;
  readonly medianMs: number;
  /** 95 of 100 took no longer. */
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** Messages that failed for the same reason. */
export interface FailureTally {
  /** The platform's code; `undefined` where it gave none. */
  readonly code: string | undefined;
  /** What the platform says about it, if it does. */
  readonly title: string | undefined;
  readonly messages: number;
}

/** What became of the bot's messages. */
export interface DeliveryStats {
  /** Messages that were followed: those of the query, and those that only their statuses tell of. */
  readonly messages: number;
  /** By what became of them in the end; `unknown` where no line tells. */
  readonly states: Readonly<Record<MessageState | "unknown", number>>;
  /**
   * From sending (the status `sent`, else the message itself) to the first sign that a message has arrived:
   * `delivered`, or `read` where the platform left that out. `undefined` if none is known to have arrived.
   */
  readonly toDelivered: Latency | undefined;
  /** From sending to reading. */
  readonly toRead: Latency | undefined;
  /** Why messages failed, most frequent first; of several reasons the first. At most 1,000. */
  readonly failures: readonly FailureTally[];
  /**
   * One of so many messages was followed: 1 is all of them, as always up to a million. Beyond that all
   * figures are of a fair sample.
   */
  readonly oneIn: number;
}

const MAX_FAILURES = 1_000;
const UNKNOWN = "unknown";

/** Which of a table's messages count. */
export interface CountedMessages {
  readonly range: TimeRange;
  /** Those in these states; all if `undefined`. */
  readonly states: readonly MessageState[] | undefined;
  /** Also those that were not logged themselves, if they were sent in the range. */
  readonly countsStatuses: boolean;
}

/** Counts what a table tells. */
export function deliveryStats(table: DeliveryTable, counted: CountedMessages): DeliveryStats {
  const states = Object.fromEntries(
    [...MESSAGE_STATES, UNKNOWN].map((name) => [name, 0]),
  ) as Record<MessageState | typeof UNKNOWN, number>;
  const latencies = { delivered: [] as number[], read: [] as number[] };
  const failures = new FailureCounts();
  let messages = 0;
  for (let row = 0; row < table.count; row += 1) {
    if (!isCounted(table, row, counted)) continue;
    messages += 1;
    const state = table.stateAt(row);
    states[state ?? UNKNOWN] += 1;
    if (state === "failed") failures.add(table, row);
    addLatency(latencies.delivered, table, { row, signs: ["delivered", "read", "played"] });
    addLatency(latencies.read, table, { row, signs: ["read", "played"] });
  }
  return {
    messages,
    states,
    toDelivered: latencyOf(latencies.delivered),
    toRead: latencyOf(latencies.read),
    failures: failures.list(),
    oneIn: table.oneIn,
  };
}

function isCounted(
  table: DeliveryTable,
  row: number,
  { range, states, countsStatuses }: CountedMessages,
): boolean {
  const marks = table.marksAt(row);
  const state = table.stateAt(row);
  if (states !== undefined && (state === undefined || !states.includes(state))) return false;
  if ((marks & ASKED) !== 0) return true;
  if (!countsStatuses || (marks & MESSAGE) !== 0) return false;
  // When a message that was not logged was sent, or failed to be.
  const sentMs = earliest(table, row, ["pending", "sent", "failed"]);
  return sentMs >= range.sinceMs && sentMs < range.untilMs;
}

function addLatency(
  latencies: number[],
  table: DeliveryTable,
  { row, signs }: { readonly row: number; readonly signs: readonly MessageState[] },
): void {
  const sentMs = table.timeAt(row, "sent");
  const fromMs = Number.isNaN(sentMs) ? table.momentAt(row) : sentMs;
  const ms = earliest(table, row, signs) - fromMs;
  // Clocks of two machines, one of them in whole seconds.
  if (!Number.isNaN(ms)) latencies.push(Math.max(0, ms));
}

/** When the first of some states was reached; NaN if none was. */
function earliest(table: DeliveryTable, row: number, of: readonly MessageState[]): number {
  const times = of.map((state) => table.timeAt(row, state)).filter((time) => !Number.isNaN(time));
  return times.length === 0 ? Number.NaN : Math.min(...times);
}

function latencyOf(latencies: readonly number[]): Latency | undefined {
  if (latencies.length === 0) return undefined;
  const sorted = Float64Array.from(latencies).toSorted();
  const share = (part: number): number => sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
  return {
    messages: sorted.length,
    medianMs: share(0.5),
    p95Ms: share(0.95),
    maxMs: share(1),
  };
}

/** Failures by code, in bounded memory: codes are few, but titles come from outside. */
class FailureCounts {
  readonly #counts = new Map<string, { title: string | undefined; messages: number }>();

  add(table: DeliveryTable, row: number): void {
    const [error] = table.errorsAt(row);
    const key = error?.code ?? "";
    const known = this.#counts.get(key);
    if (known !== undefined) {
      known.messages += 1;
      known.title ??= error?.title;
    } else if (this.#counts.size < MAX_FAILURES) {
      this.#counts.set(key, { title: error?.title, messages: 1 });
    }
  }

  list(): FailureTally[] {
    return Array.from(this.#counts, ([key, { title, messages }]) => ({
      code: key === "" ? undefined : key,
      title,
      messages,
    })).toSorted((a, b) => b.messages - a.messages || compare(a.code ?? "", b.code ?? ""));
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
