import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { isLogError, LogError } from "@org/log-core";
import { beforeDashes } from "./before-dashes.ts";
import type { CommandName } from "./command-entry.ts";
import { COMMANDS, isCommandName } from "./command-table.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { OutputClosedError } from "./output.ts";
import { neutralise } from "./render/neutralise.ts";
import { fitLines } from "./render/wrap-words.ts";

/**
 * Runs one command line to its end, its output included.
 * @param argv - The words after the program's name.
 * @returns What the process is to end with; it never throws.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode;
  try {
    code = await dispatch(argv, io);
    await io.stdout.flush();
  } catch (error) {
    code = tell(error, io, beforeDashes(argv).includes("--debug"));
  }
  try {
    await io.stderr.flush();
  } catch (error) {
    if (!(error instanceof OutputClosedError)) return EXIT.error;
  }
  return code;
}

/** Help and version come first and load nothing else: they should be there at once. */
async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const words = beforeDashes(argv);
  if (argv.length === 0) return showHelp(undefined, io, EXIT.error);
  if (words.some((word) => word === "--help" || word === "-h") || argv[0] === "help") {
    const command = words.find((word) => isCommandName(word));
    // Only `help` is followed by nothing but a command; options may be followed by any word.
    const [, asked] = argv;
    if (argv[0] === "help" && command === undefined && asked !== undefined) {
      const { noSuchCommand } = await import("./no-such-command.ts");
      throw new LogError("LOG_USAGE_INVALID", noSuchCommand(asked));
    }
    return showHelp(command, io, EXIT.found);
  }
  if (words.includes("--version")) return showVersion(io);
  const { parseCommandLine } = await import("./parser.ts");
  const line = parseCommandLine(argv);
  const command = await COMMANDS[line.command].load();
  const mayPage = COMMANDS[line.command].flags.includes("no-pager");
  if (!mayPage || !io.stdout.isTTY || line.switches.has("no-pager")) return command(line, io);
  return runPaged((paged) => command(line, paged), io);
}

/** Runs a command with a pager between it and the terminal. */
async function runPaged(command: (io: Io) => Promise<ExitCode>, io: Io): Promise<ExitCode> {
  const { pageOutput, pagerCommand, wasQuit } = await import("./pager.ts");
  const pager = pagerCommand(io.env);
  if (pager === undefined) return command(io);
  const paged = pageOutput(io, pager);
  try {
    return await command(paged.io);
  } catch (error) {
    // Whoever quits the pager has seen enough.
    if (wasQuit(paged)) return EXIT.found;
    throw error;
  } finally {
    await paged.end();
  }
}

async function showHelp(
  command: CommandName | undefined,
  io: Io,
  code: ExitCode,
): Promise<ExitCode> {
  const { renderHelp, renderOverview } = await import("./render/help.ts");
  const output = code === EXIT.error ? io.stderr : io.stdout;
  const columns = output.columns ?? 80;
  await output.write(
    command === undefined ? renderOverview(columns) : renderHelp(command, columns),
  );
  return code;
}

async function showVersion(io: Io): Promise<ExitCode> {
  const manifest = JSON.parse(readFileSync(join(io.ownFolder, "package.json"), "utf8")) as {
    readonly version: string;
  };
  await io.stdout.write(`${manifest.version}\n`);
  return EXIT.found;
}

/** Says in one sentence what went wrong, and gives the exit code that goes with it. */
function tell(error: unknown, io: Io, debug: boolean): ExitCode {
  if (io.stdout.closed.reason instanceof OutputClosedError) return EXIT.found;
  try {
    const stack = debug ? `${neutralise(inspect(error), "keep lines")}\n` : "";
    const told = fitLines(`log-cli: ${sentence(error)}\n`, io.stderr.columns);
    // Not awaited: run() flushes stderr at the end.
    void io.stderr.write(told + stack);
  } catch (closed) {
    // Nobody listens on stderr either; the exit code still tells.
    if (!(closed instanceof OutputClosedError)) throw closed;
  }
  return EXIT.error;
}

function sentence(error: unknown): string {
  if (isLogError(error)) return `${neutralise(error.message.replace(/\.$/, ""))} (${error.code})`;
  if (!(error instanceof Error)) return neutralise(String(error));
  // A system error's message begins with its code and names the file: `EACCES: permission denied, …`.
  if ("syscall" in error) return neutralise(error.message);
  return `unexpected: ${neutralise(error.message)} (run it again with --debug to see where)`;
}
