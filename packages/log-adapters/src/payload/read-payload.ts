/** An object of a payload whose fields nobody has checked. */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = Object.freeze({});

/** The value itself if it is an object, else an empty one: its fields are then all missing. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : NONE;
}

/** Whether a value is an object with fields: no list, and no bytes. */
export function isObject(value: unknown): value is Fields {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value)
  );
}

/** The members of a list; a single value counts as a list of one, and what is not there as none. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A text, or a number as its digits. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return textOf(value);
}

const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

/** A number: also from the text of one, from a BigInt, and from protobuf's 64-bit `Long`. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string") return NUMBER.test(value) ? Number(value) : undefined;
  const { low, high, unsigned } = fieldsOf(value);
  if (typeof low !== "number" || typeof high !== "number") return undefined;
  return (unsigned === true ? high >>> 0 : high) * 2 ** 32 + (low >>> 0);
}

/** `true` if the value is, else `undefined`: what is not so is not said. */
export function flagOf(value: unknown): true | undefined {
  return value === true ? true : undefined;
}

/** Hashes come as bytes or as base64; the text is base64. */
export function hashOf(value: unknown): string | undefined {
  if (value instanceof Uint8Array) {
    return value.length === 0 ? undefined : Buffer.from(value).toString("base64");
  }
  return textOf(value);
}

/** Seconds since 1970 as ms. */
export function secondsToMs(value: unknown): number | undefined {
  const seconds = numberOf(value);
  return seconds === undefined || seconds <= 0 ? undefined : seconds * 1000;
}

/** The object without the fields that are `undefined`; `undefined` if none is left. */
export function compact<T extends object>(fields: T): T | undefined {
  let kept: T | undefined;
  for (const name in fields) {
    if (fields[name] === undefined) continue;
    kept ??= {} as T;
    kept[name] = fields[name];
  }
  return kept;
}

/** Adds the fields that are not `undefined`; a quicker spread. */
export function addFields<T extends object>(to: T, fields: T): T {
  for (const name in fields) {
    if (fields[name] !== undefined) to[name] = fields[name];
  }
  return to;
}

/** The list, or `undefined` if it is empty. */
export function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
