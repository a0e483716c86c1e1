/** An object of a payload, of any shape. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object that is no array, or `undefined`. */
export function asFields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
}

/** The first of these fields that is an object. */
export function objectIn(of: Fields, ...names: readonly string[]): Fields | undefined {
  return firstIn(of, names, asFields);
}

/** The objects of the first of these fields that is a list. */
export function objectsIn(of: Fields, ...names: readonly string[]): readonly Fields[] {
  const list: readonly unknown[] =
    firstIn(of, names, (value) => (Array.isArray(value) ? value : undefined)) ?? [];
  return list.map(asFields).filter((item) => item !== undefined);
}

/** The first of these fields that is a text with something in it, or a number. */
export function textIn(of: Fields, ...names: readonly string[]): string | undefined {
  return firstIn(of, names, (value) => {
    if (typeof value === "string" && value !== "") return value;
    return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
  });
}

/** The first of these fields that is a number, or a text of one: some libraries write `"12"`. */
export function numberIn(of: Fields, ...names: readonly string[]): number | undefined {
  return firstIn(of, names, (value) => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  });
}

/** Whether one of these fields is `true`. */
export function flagIn(of: Fields, ...names: readonly string[]): boolean {
  return names.some((name) => of[name] === true);
}

/** The parts that are there, in one text, or `undefined` if none is. */
export function joined(parts: readonly (string | undefined)[], between = ", "): string | undefined {
  const there = parts.filter((part) => part !== undefined && part !== "");
  return there.length === 0 ? undefined : there.join(between);
}

function firstIn<T>(
  of: Fields,
  names: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  for (const name of names) {
    const value = Object.hasOwn(of, name) ? read(of[name]) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}
