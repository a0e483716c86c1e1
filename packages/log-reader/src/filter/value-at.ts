const ELEMENT = /^\d+$/;

/** The value of a field, `undefined` if there is none. JSON holds no `undefined`. */
export function valueAt(entry: object, path: readonly string[]): unknown {
  let value: unknown = entry;
  for (const name of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name))
      return undefined;
    // A list has a length that no line says.
    if (Array.isArray(value) && !ELEMENT.test(name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
