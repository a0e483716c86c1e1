import { FLAGS, isFlagName } from "./flags.ts";
import type { Problems } from "./problems.ts";
import { quoteTyped } from "./typed.ts";

/**
 * What stands for the dash of a piece such as `-456` of a phone, which the parser would take for
 * options: a hyphen that phones may hold anyway.
 */
const DASH_STAND_IN = "\u2010";
const DASHED_PIECE = /^-(?=[\d(.\s])/;
const STANDING_IN = /^\u2010(?=[\d(.\s])/;

/**
 * Prepares the words of a command line for the parser: pieces of phones are kept apart from options,
 * `-ojson` is taken as `-o json`. What the parser would silently misread is noted as a problem.
 */
export function prepareArgv(argv: readonly string[], problems: Problems): string[] {
  const end = argv.indexOf("--");
  const options = end === -1 ? argv : argv.slice(0, end);
  const plain = end === -1 ? [] : argv.slice(end);
  return [...options.flatMap((word) => prepareWord(word, problems)), ...plain];
}

/** Gives a word that {@link prepareArgv} changed its dash back. */
export function restoreDash(word: string): string {
  return word.replace(STANDING_IN, "-");
}

function prepareWord(word: string, problems: Problems): string[] {
  if (DASHED_PIECE.test(word)) return [word.replace("-", DASH_STAND_IN)];
  const bare = bareValue(word);
  if (bare !== undefined) return [`${word}=${bare}`];
  const [, dashes, name = "", value] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  if (dashes === "-" && name.length > 1) return prepareLetters(word, name, problems);
  if (value !== undefined && isSwitch(name) && value !== "true" && value !== "false") {
    // The parser reads any other value as "off", which `--dry-run=yes` does not mean.
    problems.add(`--${name} takes no value, but it is given ${quoteTyped(value)}`);
    return [];
  }
  return [word];
}

function prepareLetters(word: string, name: string, problems: Problems): string[] {
  if (isFlagName(name)) {
    problems.add(`-${name} needs two dashes: --${name}`);
    return [];
  }
  const letter = name.charAt(0);
  const takesValue = Object.values(FLAGS).some(
    ({ short, value }) => short === letter && value !== undefined,
  );
  return takesValue ? [`-${letter}=${word.slice(2)}`] : [word];
}

/** The value of an option that was given without one and has one then, such as `--mask`. */
function bareValue(word: string): string | undefined {
  const name = word.startsWith("--") ? word.slice(2) : "";
  return isFlagName(name) ? FLAGS[name].bare : undefined;
}

function isSwitch(name: string): boolean {
  return isFlagName(name) && FLAGS[name].value === undefined;
}
