import type { FlagName } from "./flags.ts";
import type { CommandName } from "./command-entry.ts";
import type { Problems } from "./problems.ts";

/** A command line taken apart: which command, its words, its options as they were typed. */
export interface CommandLine {
  readonly command: CommandName;
  /** What follows the command and belongs to no option. */
  readonly words: readonly string[];
  /** Options with a value: every value given, in order, commas not yet split. */
  readonly values: ReadonlyMap<FlagName, readonly string[]>;
  /** Switches that are on. */
  readonly switches: ReadonlySet<FlagName>;
  /** The command's own `--days`, where no period is given. */
  readonly defaultDays: number | undefined;
  /** What is wrong with it so far; the command adds what it finds, and then throws. */
  readonly problems: Problems;
}

/** The value of an option, or `undefined` without it. Given twice, the later one counts. */
export function valueOf(line: CommandLine, flag: FlagName): string | undefined {
  return line.values.get(flag)?.at(-1);
}

/** All values of an option that is a list: given several times, or with commas between. */
export function valuesOf(line: CommandLine, flag: FlagName): readonly string[] {
  return (line.values.get(flag) ?? []).flatMap((value) => value.split(",")).map((v) => v.trim());
}
