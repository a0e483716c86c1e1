import { isLogError } from "@org/log-core";
import { setField, UNREADABLE } from "./plain-copy.ts";

/**
 * Reads an input that may be hostile: if one of its getters throws, or it is a proxy that does, it is
 * read again from a copy in which `"[unreadable]"` stands for what cannot be read. What is wrong with
 * the input itself is thrown as `read` throws it.
 */
export function readSafely<Input, Result>(input: Input, read: (given: Input) => Result): Result {
  try {
    return read(input);
  } catch (error) {
    if (isLogError(error)) throw error;
    return read(snapshot(input) as Input);
  }
}

function snapshot(input: unknown): unknown {
  if (typeof input !== "object" || input === null) return input;
  const copy: Record<string, unknown> = {};
  for (const name of namesOf(input)) setField(copy, name, valueOf(input, name));
  return copy;
}

function namesOf(input: object): string[] {
  try {
    const names: string[] = [];
    // Inherited ones too: the fields of a class's getters count like any others.
    for (const name in input) names.push(name);
    return names;
  } catch {
    return [];
  }
}

function valueOf(input: object, name: string): unknown {
  try {
    return (input as Record<string, unknown>)[name];
  } catch {
    return UNREADABLE;
  }
}
