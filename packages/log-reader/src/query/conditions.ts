import type { Direction, LogLevel } from "@org/log-core";
import type { DeliveryCondition } from "./delivery-condition.ts";
import type { PhoneCondition } from "./phone-condition.ts";
import type { RegexCondition } from "./regex-condition.ts";
import type { WhereCondition } from "./where-condition.ts";

/** A text that a value must hold. */
export interface TextCondition {
  /** Not empty. */
  readonly text: string;
  readonly ignoreCase: boolean;
}

/**
 * What every entry of an answer fulfils besides its time and its log. Plain data, so that any thread
 * can build the filters of it.
 */
export interface QueryConditions {
  /** `undefined` for all. */
  readonly phones: PhoneCondition | undefined;
  readonly directions: readonly Direction[] | undefined;
  readonly types: readonly string[] | undefined;
  readonly minLevel: LogLevel | undefined;
  /** All of them hold. */
  readonly texts: readonly TextCondition[];
  readonly regex: RegexCondition | undefined;
  /** All of them hold. */
  readonly where: readonly WhereCondition[];
  /** Part of the life of a message. */
  readonly delivery?: DeliveryCondition | undefined;
}

/** Conditions that every entry fulfils. */
export const NO_CONDITIONS: QueryConditions = Object.freeze({
  phones: undefined,
  directions: undefined,
  types: undefined,
  minLevel: undefined,
  texts: [],
  regex: undefined,
  where: [],
});
