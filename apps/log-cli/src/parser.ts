import { Parser } from "yargs/helpers";
import { closest } from "@org/log-core";
import { prepareArgv, restoreDash } from "./argv.ts";
import type { CommandLine } from "./command-line.ts";
import type { CommandName } from "./command-entry.ts";
import { COMMANDS, isCommandName } from "./command-table.ts";
import { FLAGS, isFlagName, type FlagName } from "./flags.ts";
import { noSuchCommand } from "./no-such-command.ts";
import { createProblems, type Problems } from "./problems.ts";
import { neutralise } from "./render/neutralise.ts";
import { quoteTyped } from "./typed.ts";

/** What the parser of yargs makes of the words: options by name, and `_`, what belongs to none. */
type Parsed = Readonly<Record<string, unknown>>;

/**
 * Takes a command line apart. Unknown options are noted in its `problems`, for the command to add what
 * it finds: all of it is told at once.
 * @throws {LogError} `LOG_USAGE_INVALID` if there is no such command
 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const problems = createProblems();
  const parsed = parse(prepareArgv(argv, problems));
  const [command, ...words] = (parsed["_"] as unknown[]).map((word) => restoreDash(String(word)));
  if (!isCommandName(command)) {
    problems.add(noSuchCommand(command));
    readOptions(parsed, undefined, problems);
    throw problems.toError();
  }
  const { takesWords, defaultDays } = COMMANDS[command];
  const { values, switches } = readOptions(parsed, command, problems);
  if (!takesWords && words.length > 0) {
    problems.add(`${command} takes no words, but it got ${quoteTyped(words.join(" "))}`);
  }
  return { command, words, values, switches, defaultDays, problems };
}

/** Plain parsing: what is accepted is decided here, where all problems can be told at once. */
function parse(argv: readonly string[]): Parsed {
  const flags = Object.entries(FLAGS);
  const named = (isSwitch: boolean): string[] =>
    flags.filter(([, { value }]) => (value === undefined) === isSwitch).map(([name]) => name);
  return Parser([...argv], {
    boolean: named(true),
    string: named(false),
    alias: Object.fromEntries(
      flags.flatMap(([name, { short }]) => (short === undefined ? [] : [[name, short]])),
    ),
    configuration: {
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "greedy-arrays": false,
      // A phone is not a number: it may begin with 0 and have more digits than a double keeps.
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "strip-aliased": true,
    },
  });
}

function readOptions(
  parsed: Parsed,
  command: CommandName | undefined,
  problems: Problems,
): Pick<CommandLine, "values" | "switches"> {
  const values = new Map<FlagName, readonly string[]>();
  const switches = new Set<FlagName>();
  for (const [name, raw] of Object.entries(parsed)) {
    if (name === "_" || name === "$0") continue;
    const given = Array.isArray(raw) ? raw : [raw];
    if (!isFlagName(name)) problems.add(noSuchOption(name, command));
    else if (command !== undefined && !COMMANDS[command].flags.includes(name)) {
      problems.add(`--${name} is not an option of ${command}; ${helpOf(command)}`);
    } else if (FLAGS[name].value === undefined) {
      if (given.at(-1) === true) switches.add(name);
    } else if (given.includes("")) problems.add(`--${name} needs a value: ${FLAGS[name].example}`);
    else
      values.set(
        name,
        given.map((value) => restoreDash(String(value))),
      );
  }
  return { values, switches };
}

function noSuchOption(name: string, command: CommandName | undefined): string {
  const known = command === undefined ? Object.keys(FLAGS) : COMMANDS[command].flags;
  const typed = neutralise(name.length === 1 ? `-${name}` : `--${name}`);
  const near = closest(name, known);
  if (near !== undefined) return `there is no option ${typed}, did you mean --${near}?`;
  return `there is no option ${typed}; ${helpOf(command)}`;
}

function helpOf(command: CommandName | undefined): string {
  const help = ["log-cli", ...(command === undefined ? [] : [command]), "--help"].join(" ");
  return `${help} shows which there are`;
}
