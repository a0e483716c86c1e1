import type { DeliveryError, LogEntry, OptionRules } from "@org/log-core";
import type { LogQuery } from "../query/log-query.ts";

/** Who is to be looked for among those who wait. */
export interface WaitingQuery extends Pick<
  LogQuery,
  "phone" | "exact" | "days" | "since" | "limit" | "onReport" | "signal"
> {
  /** Only people who have waited for longer than this. @defaultValue 3,600,000: an hour */
  readonly overMs?: number | undefined;
  /** Groups too, where the last message may need no answer of the bot. @defaultValue false */
  readonly groups?: boolean | undefined;
}

/** Somebody who wrote to the bot and has no answer. */
export interface WaitingPerson {
  /** Phone key of the conversation: the one of their newest message, where a person has several. */
  readonly phone: string;
  /** The other ids of the same person, sorted; absent if none is known. */
  readonly aliases?: readonly string[];
  /** When the first message was logged that has no answer: UTC with milliseconds. */
  readonly since: string;
  readonly waitingMs: number;
  /** How many messages have come since. */
  readonly messages: number;
  /** The newest of them. Long texts and lists in it are cut. */
  readonly last: LogEntry;
  /** `no answer`, or `answer failed` where the bot answered and nothing arrived. */
  readonly reason: "no answer" | "answer failed";
  /** Why the newest answer failed, if the platform said why. */
  readonly errors: readonly DeliveryError[];
}

/** How long people may wait before it is worth a word. */
export const DEFAULT_OVER_MS = 3_600_000;
/** Who has waited longer than this waits no more. */
export const DEFAULT_WAITING_DAYS = 7;
const MAX_OVER_MS = 36_500 * 86_400_000;

/** What the fields of a {@link WaitingQuery} may be that no other query has. */
export const WAITING_RULES: OptionRules<Pick<WaitingQuery, "overMs" | "groups">> = {
  overMs: {
    expected: "a number of ms from 0",
    accepts: (value) => typeof value === "number" && value >= 0 && value <= MAX_OVER_MS,
  },
  groups: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
};
