import type { Io } from "./io.ts";

/** Asks a question that only `y` or `yes` agrees to: a key pressed by mistake must not remove anything. */
export async function confirm(question: string, ask: NonNullable<Io["ask"]>): Promise<boolean> {
  const answer = await ask(`${question} [y/N] `);
  return /^y(?:es)?$/i.test(answer.trim());
}
