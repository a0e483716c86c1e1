import type { LogEntry } from "@org/log-core";
import { valueAt } from "../filter/value-at.ts";

/** The value at a path of an entry, as text; `undefined` where there is none that is a single value. */
export function fieldValue(entry: LogEntry, path: readonly string[]): string | undefined {
  return valueText(valueAt(entry, path));
}

/** A single value as text. */
export function valueText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
