import { instantOfText } from "../query/instant.ts";
import { numberOf, orderable, type Orderable } from "../query/operand.ts";
import { formatWhere, type WhereCondition, type WhereOperator } from "../query/where-condition.ts";
import { someInside } from "./content-values.ts";
import type { Filter } from "./filter.ts";
import { needleOf, type Needle, type NeedleText } from "./needle.ts";
import { caseText, textSearch, withNumbers } from "./text-search.ts";
import { valueAt } from "./value-at.ts";

/** How one operator judges a value that is there, and the bytes of lines with a value that passes. */
interface Comparison {
  readonly passes: (value: unknown) => boolean;
  readonly needles: readonly Needle[];
}

/** Fields whose values are not read as the line has them: a numeric level becomes a name. */
const READ_ANEW: ReadonlySet<string> = new Set(["level", "time"]);
/** Values that stand in a line without quotation marks. */
const WORDS: ReadonlySet<string> = new Set(["true", "false", "null"]);
const ELEMENT = /^\d+$/;

/**
 * Passes entries whose field compares as asked. A field that is missing passes `!=` only.
 */
export function whereFilter(condition: WhereCondition): Filter {
  const { path, operator } = condition;
  const { passes, needles } = comparisonOf(condition);
  const isReadAnew = path.length === 1 && READ_ANEW.has(path[0] ?? "");
  const all = isReadAnew || operator === "!=" ? [] : [...needles, ...nameNeedles(path)];
  return {
    text: `${formatWhere(condition)}${operator === "~" ? caseText(condition) : ""}`,
    needles: () => all,
    matches(entry) {
      const value = valueAt(entry, path);
      if (operator === "!=") return value === undefined || !passes(value);
      return value !== undefined && passes(value);
    },
  };
}

/** A line that has the field names each step to it, but for numbers of elements. */
function nameNeedles(path: readonly string[]): readonly Needle[] {
  return path
    .filter((name) => !ELEMENT.test(name))
    .flatMap((text) => needleOf([{ text, stands: "whole" }]));
}

function comparisonOf(condition: WhereCondition): Comparison {
  const { operator } = condition;
  if (operator === "=" || operator === "!=") return equality(condition);
  return operator === "~" ? containment(condition) : ordering(condition, operator);
}

function equality(condition: WhereCondition): Comparison {
  const { operand, isQuoted } = condition;
  const number = isQuoted ? undefined : numberOf(operand);
  const timeMs = isQuoted ? undefined : instantOfText(operand);
  const isWord = !isQuoted && WORDS.has(operand);
  // A moment can be written in many ways.
  const needles = timeMs === undefined ? needleOf(equalTexts(operand, { number, isWord })) : [];
  return {
    needles: withNumbers(needles, number !== undefined),
    passes(value) {
      if (typeof value === "string") {
        return value === operand || (timeMs !== undefined && instantOfText(value) === timeMs);
      }
      if (typeof value === "number") return value === number;
      return isWord && (typeof value === "boolean" || value === null) && String(value) === operand;
    },
  };
}

/** The ways in which an equal value may stand in a line. */
function equalTexts(
  operand: string,
  { number, isWord }: { number: number | undefined; isWord: boolean },
): NeedleText[] {
  // Inside a text of the same letters the word is found too.
  if (isWord) return [{ text: operand }];
  return [
    { text: operand, stands: "whole" },
    ...(number === undefined ? [] : [{ text: String(number) }]),
  ];
}

function containment({ operand, ignoreCase }: WhereCondition): Comparison {
  if (operand === "") return { needles: [], passes: (value) => someInside(value, () => true) };
  const { needles, isIn } = textSearch({ text: operand, ignoreCase });
  return { needles, passes: (value) => someInside(value, isIn) };
}

function ordering(condition: WhereCondition, operator: ">" | "<" | ">=" | "<="): Comparison {
  const bound = orderable(condition);
  const holds = ORDERS[operator];
  return {
    needles: [],
    passes(value) {
      const own = bound && comparable(value, bound.kind);
      return own !== undefined && bound !== undefined && holds(own, bound.value);
    },
  };
}

const ORDERS: Readonly<
  Record<Exclude<WhereOperator, "=" | "!=" | "~">, (value: number, bound: number) => boolean>
> = {
  ">": (value, bound) => value > bound,
  "<": (value, bound) => value < bound,
  ">=": (value, bound) => value >= bound,
  "<=": (value, bound) => value <= bound,
};

/** A stored value as a number or moment to compare; WhatsApp's own payloads hold numbers as text. */
function comparable(value: unknown, kind: Orderable["kind"]): number | undefined {
  if (typeof value === "number") return kind === "number" ? value : undefined;
  if (typeof value !== "string") return undefined;
  return kind === "number" ? numberOf(value) : instantOfText(value);
}
