import type { CommandLine } from "../src/command-line.ts";
import { parseCommandLine } from "../src/parser.ts";

/** A command line as the parser gives it. */
export function lineOf(...argv: string[]): CommandLine {
  return parseCommandLine(argv);
}

/** The sentence of what is wrong with it, or "" if nothing is. */
export function problemsOf(line: CommandLine): string {
  try {
    line.problems.throwIfAny();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}
