import type { LogEntry } from "@org/log-core";

/** Fields that say where and when a message went, not what was in it. */
const ENVELOPE: ReadonlySet<string> = new Set([
  "level",
  "time",
  "bot",
  "instance",
  "phone",
  "from",
  "direction",
  "sentAt",
  "truncated",
]);

/**
 * The values of an entry that texts and regular expressions look at: strings, and numbers in
 * JavaScript's own form, outside the envelope, at any depth, in no order.
 */
export function contentValues(entry: LogEntry): string[] {
  const values: string[] = [];
  const collect = (value: string): boolean => {
    values.push(value);
    return false;
  };
  someContent(entry, collect);
  return values;
}

/** Whether one of the values of {@link contentValues} passes a test. */
export function someContent(entry: LogEntry, test: (value: string) => boolean): boolean {
  const open: unknown[] = [];
  for (const field of Object.keys(entry)) if (!ENVELOPE.has(field)) open.push(entry[field]);
  return someOf(open, test);
}

/** Whether a value, or one inside it at any depth, passes a test; strings and numbers are tried. */
export function someInside(value: unknown, test: (value: string) => boolean): boolean {
  return someOf([value], test);
}

/** Without recursion: an entry can be nested deeper than a call stack. Empties `open`. */
function someOf(open: unknown[], test: (value: string) => boolean): boolean {
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string" || typeof value === "number") {
      if (test(String(value))) return true;
    } else if (typeof value === "object" && value !== null) {
      // Not spread into one call: an array may be longer than a call has room for arguments.
      for (const inner of Object.values(value)) open.push(inner);
    }
  }
  return false;
}
