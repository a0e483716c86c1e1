import { tryParsePhoneKey } from "@org/log-core";
import { copyPlain, setField, UNREADABLE } from "./plain-copy.ts";
import type { EntryContext } from "./entry-context.ts";

/** Fields by their names. */
export type Fields = Record<string, unknown>;

/**
 * What an application gave its logger, as it may stand in app.log: plain values without secrets, a
 * phone as its key, and what would repeat a field of ours moved under `data`.
 *
 * @param reserved names that the line has already
 */
export function appFields(
  given: unknown,
  reserved: ReadonlySet<string>,
  { rule, limits }: Pick<EntryContext, "rule" | "limits">,
): Fields {
  const copy = copyPlain(given, "", rule, limits);
  // A value whose toJSON gives text, or whose fields cannot be read, is still worth its line.
  const fields = isFields(copy.value) ? copy.value : { data: copy.value };
  moveUnderData(fields, (name) => reserved.has(name));
  const phone = Object.hasOwn(fields, "phone") ? tryParsePhoneKey(fields["phone"]) : undefined;
  if (phone !== undefined) fields["phone"] = rule.maskText?.(phone) ?? phone;
  if (copy.truncated) fields["truncated"] = true;
  return fields;
}

/** Moves the fields whose names are not to stand at the top of the line under `data`. */
export function moveUnderData(fields: Fields, isToMove: (name: string) => boolean): void {
  const names = Object.keys(fields).filter(isToMove);
  if (names.length === 0) return;
  const moved: Fields = {};
  for (const name of names) {
    setField(moved, name, fields[name]);
    delete fields[name];
  }
  fields["data"] = joinData(moved, fields["data"]);
}

/** Puts what stands under `data` twice together; where both name a field, the second counts. */
export function joinData(first: unknown, second: unknown): unknown {
  if (second === undefined) return first;
  if (!isFields(first)) return second;
  return isFields(second) ? { ...first, ...second } : { ...first, value: second };
}

/**
 * Lets serializers have the values that they are named after, as pino does. One that throws costs
 * only its own field.
 */
export function serializeFields(
  given: unknown,
  serializers: Readonly<Record<string, (value: never) => unknown>>,
): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const shaped: Fields = {};
  for (const name of Object.keys(given)) setField(shaped, name, serializeField(given, name));
  return shaped;

  function serializeField(from: object, name: string): unknown {
    const serialize = Object.hasOwn(serializers, name) ? serializers[name] : undefined;
    try {
      const value = (from as Fields)[name];
      return serialize === undefined ? value : serialize(value as never);
    } catch {
      return UNREADABLE;
    }
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
