import { describeValue } from "./describe-value.ts";
import { LogError } from "./error.ts";
import { isPersonKey, type PhoneKey } from "./phone-key.ts";
import { parseTime } from "./timestamp.ts";

/**
 * How two ids come to be one person: `same`, both name the account now (a number and a LID);
 * `changed`, the account went from the first to the second (a new number).
 */
export type AliasReason = "same" | "changed";

/** One line of the folder's alias files: two ids are one person. */
export interface Alias {
  /** When it was reported, in the form of an entry's `time`. */
  readonly time: string;
  /** Two different keys of persons; of a change the old one first. */
  readonly ids: readonly [PhoneKey, PhoneKey];
  readonly reason: AliasReason;
}

/** What one line of an alias file turned out to be. */
export type ParsedAlias =
  | { readonly kind: "alias"; readonly alias: Alias }
  /** Empty or overwritten with spaces: an erased line, to be skipped without a word. */
  | { readonly kind: "blank" }
  | { readonly kind: "malformed" };

/** The beginning of every alias line: keys hold nothing that JSON escapes, so an id stands as it is. */
const START = /^\{"time":"([^"\\]{24})","ids":\["([^"\\]{3,140})","([^"\\]{3,140})"\](?=[,}])/;
const REASON = /^,"reason":"([a-z-]{1,40})"\}$/;

/**
 * Writes an alias as one line without its line feed.
 * @throws {LogError} `LOG_PHONE_INVALID` for ids that cannot be one person: a group, a channel, one id
 *   twice, what is no key
 */
export function formatAlias({ time, ids, reason }: Alias): string {
  const [first, second] = ids;
  if (areAliases([first, second])) return JSON.stringify({ time, ids: [first, second], reason });
  throw new LogError(
    "LOG_PHONE_INVALID",
    `An alias is two different keys of persons, but it is ${describeValue(first)} and ` +
      `${describeValue(second)}. Groups, channels and broadcasts are no persons.`,
  );
}

/** Reads one line of an alias file, given without its line feed. Never throws. */
export function parseAlias(line: string): ParsedAlias {
  const match = START.exec(line);
  if (match === null) return { kind: /^[ \r]*$/.test(line) ? "blank" : "malformed" };
  const [start, time = "", first = "", second = ""] = match;
  const ids = [first, second];
  const reason = readReason(line, start.length);
  if (reason === undefined || parseTime(time) === undefined || !areAliases(ids)) {
    return { kind: "malformed" };
  }
  return { kind: "alias", alias: { time, ids, reason } };
}

/** Whether two texts are keys that can be one person. */
function areAliases(ids: readonly string[]): ids is Alias["ids"] {
  return ids[0] !== ids[1] && ids.every(isPersonKey);
}

/** A reason that a later version made links as well as any other. */
function readReason(line: string, start: number): AliasReason | undefined {
  const usual = REASON.exec(line.slice(start));
  if (usual === null && !isJson(line)) return undefined;
  return usual?.[1] === "changed" ? "changed" : "same";
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    // Torn by a killed process, or somebody else's.
    return false;
  }
}
