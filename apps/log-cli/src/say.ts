import type { Io } from "./io.ts";
import { neutralise } from "./render/neutralise.ts";
import { fitLines } from "./render/wrap-words.ts";

/** Says a sentence on stderr in the name of the command; on a terminal no word of it is broken. */
export function say(
  sentence: string,
  { stderr }: { readonly stderr: Io["stderr"] },
): Promise<void> | undefined {
  return stderr.write(fitLines(`log-cli: ${neutralise(sentence)}\n`, stderr.columns));
}
