import type { Direction, LogLevel, PhoneKey } from "@org/log-core";

/**
 * An entry ready to be formatted: plain values only, in the order in which they stand in the line.
 * `level`, `time`, `bot` and `instance` come before these, `msg` after.
 */
export interface EntryFields {
  readonly level: LogLevel;
  readonly timeMs: number;
  readonly msg: string;
  readonly fields: {
    phone?: PhoneKey;
    from?: PhoneKey;
    direction?: Direction;
    type?: string;
    id?: string;
    sentAt?: string;
    data?: unknown;
    truncated?: true;
  };
}
