import type { GetQuery, QueryReport } from "@org/log-reader";
import { closeAnswer, runQuery, type StartQuery } from "./answer.ts";
import type { Explain } from "./asked-query.ts";
import type { CursorPlace } from "./cursor-place.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import type { EntryRenderer } from "./render/entry-renderer.ts";
import { say } from "./say.ts";

/** How the answer to a query is shown, and what is said of it. */
export interface Showing {
  readonly renderer: EntryRenderer;
  readonly explain?: Explain | undefined;
  /** Where it goes on, and where it is noted how far it came. */
  readonly place?: CursorPlace;
  /** The sentence for an answer without entries; `undefined` says nothing. */
  readonly nothing: ((report: QueryReport | undefined) => Promise<string>) | undefined;
}

/** Runs a query and shows its entries on stdout, and on stderr what there is to say of it. */
export async function showAnswer(
  start: StartQuery,
  query: GetQuery,
  { renderer, explain, place, nothing }: Showing,
  io: Io,
): Promise<ExitCode> {
  const from = place === undefined ? query : { ...query, cursor: place.cursor };
  const answer = await runQuery(start, from, io, (entry) => io.stdout.write(renderer.entry(entry)));
  await io.stdout.write(renderer.end());
  const code = await closeAnswer(answer, io, explain);
  if (answer.count === 0 && nothing !== undefined) {
    const sentence = place?.cursor === undefined ? await nothing(answer.report) : nothingNew(io);
    if (sentence !== undefined) await say(sentence, io);
  }
  // Last: only what has gone out is not to come again.
  if (place?.path !== undefined) {
    const { keepPlace } = await import("./cursor-place.ts");
    await keepPlace(place.path, answer, io);
  }
  return code;
}

/** Said to people only: to a script that goes on from time to time it is the usual thing. */
function nothingNew(io: Io): string | undefined {
  return io.stderr.isTTY ? "there is nothing new after the cursor." : undefined;
}
