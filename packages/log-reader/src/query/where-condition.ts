import { describeValue } from "@org/log-core";
import { hasCapital } from "./letter-case.ts";
import { orderable } from "./operand.ts";

/** How a field is compared. */
export type WhereOperator = "=" | "!=" | "~" | ">" | "<" | ">=" | "<=";

/** A condition on one field, as plain data. */
export interface WhereCondition {
  /** Field names from the entry inwards; elements of a list by their number, from 0. */
  readonly path: readonly string[];
  readonly operator: WhereOperator;
  readonly operand: string;
  /** The operand stood in quotation marks: it is a text, whatever it looks like. */
  readonly isQuoted: boolean;
  /** Whether `~` ignores case. */
  readonly ignoreCase: boolean;
}

/** A condition that was read, or what is wrong with it. */
export type ReadWhere =
  | { readonly condition: WhereCondition }
  /** Completes "the condition …". Positions count from 1. */
  | { readonly problem: string };

const OPERATORS: readonly string[] = ["=", "!=", "~", ">", "<", ">=", "<="];
const OPERATOR_CHARS = /[=!~<>]+/y;
const SPACES = /\s*/y;
/** A name as it stands, or any text as JSON writes it. */
const NAME = /[^\s.=!~<>"]+|"(?:[^"\\]|\\.)*"/uy;

/**
 * Reads `path operator value`, for example `data.status=failed` or `durationMs > 200`.
 * @param ignoreCase - For `~`; without it an operand with a capital asks for exact case.
 */
export function readWhere(text: string, ignoreCase?: boolean): ReadWhere {
  const reader = new Reader(text);
  const path = reader.path();
  if (path === undefined) return reader.problem("a field name such as data.status");
  reader.skipSpaces();
  const operatorAt = reader.at;
  const operator = reader.take(OPERATOR_CHARS) ?? "";
  if (!isOperator(operator)) {
    reader.at = operatorAt;
    return reader.problem(`one of ${OPERATORS.join(" ")}`);
  }
  reader.skipSpaces();
  return readOperand(reader, { path, operator }, ignoreCase);
}

/** Reads `path` as it stands in a condition, for example `data."a.b".0`; `undefined` if it is none. */
export function readFieldPath(text: string): string[] | undefined {
  const reader = new Reader(text);
  const path = reader.path();
  return reader.rest() === "" ? path : undefined;
}

/** Writes a condition so that {@link readWhere} reads the same. */
export function formatWhere(condition: Omit<WhereCondition, "ignoreCase">): string {
  const { path, operator, operand, isQuoted } = condition;
  const names = path.map((name) => (isPlainName(name) ? name : JSON.stringify(name)));
  return `${names.join(".")}${operator}${isQuoted ? JSON.stringify(operand) : operand}`;
}

function readOperand(
  reader: Reader,
  { path, operator }: Pick<WhereCondition, "path" | "operator">,
  ignoreCase: boolean | undefined,
): ReadWhere {
  const rest = reader.rest();
  if (rest === "") return reader.problem('a value; "" is the empty text');
  const isQuoted = rest.startsWith('"');
  const operand = isQuoted ? readQuoted(rest) : rest;
  if (operand === undefined) {
    return reader.problem("a text that ends with its closing quotation mark");
  }
  const ignores = operator === "~" && (ignoreCase ?? !hasCapital(operand));
  const condition = { path, operator, operand, isQuoted, ignoreCase: ignores };
  const isOrder = operator.startsWith(">") || operator.startsWith("<");
  if (isOrder && orderable(condition) === undefined) {
    return reader.problem(
      `a number or a time such as 2026-11-23T10:15:00Z, which is what ${operator} compares`,
    );
  }
  return { condition };
}

function isOperator(text: string): text is WhereOperator {
  return OPERATORS.includes(text);
}

function isPlainName(name: string): boolean {
  NAME.lastIndex = 0;
  return NAME.exec(name)?.[0] === name && !name.startsWith('"');
}

function readQuoted(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined; // not closed, closed too early, or with an escape JSON does not know
  }
}

class Reader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  path(): string[] | undefined {
    const names: string[] = [];
    this.skipSpaces();
    do {
      const name = this.#name();
      if (name === undefined) return undefined;
      names.push(name);
    } while (this.take(/\./y) !== undefined);
    return names;
  }

  skipSpaces(): void {
    this.take(SPACES);
  }

  /** What a sticky pattern matches here; the reader stands after it. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  /** What is left, without spaces around it. */
  rest(): string {
    return this.#text.slice(this.at).trim();
  }

  problem(expected: string): ReadWhere {
    const before = this.#text.slice(0, this.at).trimEnd();
    const after = before === "" ? "" : ` after ${describeValue(before)}`;
    const rest = this.rest();
    const found = rest === "" ? "the condition ends" : `it has ${describeValue(rest)}`;
    return { problem: `needs ${expected}${after} at position ${this.at + 1}, but ${found}` };
  }

  #name(): string | undefined {
    const start = this.at;
    const written = this.take(NAME);
    const name = written?.startsWith('"') === true ? readQuoted(written) : written;
    if (name === undefined) this.at = start;
    return name;
  }
}
