import { tryParsePhoneKey } from "@org/log-core";

const NUMBER = /^\d+$/;

/** The ids with those first that stand for a phone number; the order is otherwise kept. */
export function preferNumber(ids: readonly unknown[]): readonly unknown[] {
  const isNumber = (id: unknown): boolean => NUMBER.test(tryParsePhoneKey(id) ?? "");
  return [...ids.filter(isNumber), ...ids.filter((id) => !isNumber(id))];
}
