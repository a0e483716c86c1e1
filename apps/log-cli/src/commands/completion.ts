import type { CommandLine } from "../command-line.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { renderCompletion, SHELLS } from "../render/completion.ts";
import { listChoices, quoteTyped } from "../typed.ts";

/** `log-cli completion SHELL`: what a shell reads to complete commands, options and phones. */
export async function printCompletion(line: CommandLine, io: Io): Promise<ExitCode> {
  const [word] = line.words;
  const shell = SHELLS.find((known) => known === word);
  if (shell === undefined || line.words.length > 1) {
    const came = word === undefined ? "it is missing" : `it is ${quoteTyped(line.words.join(" "))}`;
    line.problems.add(`SHELL must be ${listChoices(SHELLS)}, but ${came}`);
  }
  line.problems.throwIfAny();
  await io.stdout.write(renderCompletion(shell ?? "bash"));
  return EXIT.found;
}
