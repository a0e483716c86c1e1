import type { LogEntry } from "@org/log-core";
import type { FollowQuery, LogReader, QueryReport } from "@org/log-reader";
import type { StartQuery } from "../answer.ts";
import { given, hasFilters, readAskedQuery, toConditions } from "../asked-query.ts";
import { ALL_LOGS, ownPhones } from "../asked-phones.ts";
import type { CommandLine } from "../command-line.ts";
import { entryRendererFor } from "../entry-renderer-for.ts";
import type { ExitCode } from "../exit-code.ts";
import { readCount } from "../flag-values.ts";
import type { Io } from "../io.ts";
import { nothingOf } from "../nothing-found.ts";
import { withFolder } from "../open-folder.ts";
import { readOutputForm } from "../output-form.ts";
import { showAnswer } from "../show-answer.ts";
import { wholePersons } from "../whole-persons.ts";

const DEFAULT_LINES = 10;
/** What is shown last is held in memory together. */
const MAX_LINES = 100_000;

/** `log-cli tail [PHONE]`: the newest entries, and with `--follow` what comes after them. */
export async function tail(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const asked = await readAskedQuery(line, problems);
  const form = readOutputForm(line, io.stdout.isTTY, problems);
  const lines = readCount(line, "lines", problems, MAX_LINES) ?? DEFAULT_LINES;
  const phones = ownPhones(line, asked.phones, problems);
  problems.throwIfAny();
  const log = given(asked.logs) ?? (phones.length === 0 ? ALL_LOGS : undefined);
  const follows = line.switches.has("follow");

  return withFolder(line, io, asked.timeZone, async (opened) => {
    const { logs, calendar } = opened;
    const renderer = await entryRendererFor(form, io, {
      timeZone: calendar.timeZone,
      named: (await wholePersons(logs, phones, asked)).length !== 1 || (log?.length ?? 0) > 0,
      fared: asked.states.length > 0,
    });
    const query = { ...toConditions(asked), log };
    const start = follows ? followed(logs, phones, lines) : newest(logs, phones, lines);
    const narrowed = hasFilters({ ...asked, phones: [] });
    const nothing = (report: QueryReport | undefined): Promise<string> =>
      nothingOf(opened, phones, { report, narrowed });
    return showAnswer(start, query, { renderer, nothing: follows ? undefined : nothing }, io);
  });
}

function followed(logs: LogReader, phones: readonly string[], last: number): StartQuery {
  return (query) => logs.follow({ ...(query as FollowQuery), phone: given(phones), last });
}

/** The last so many, found from the end and shown oldest first. */
function newest(logs: LogReader, phones: readonly string[], lines: number): StartQuery {
  return async function* ({ text = "", ...query }) {
    const found: LogEntry[] = [];
    const asked = { ...query, phone: given(phones), order: "desc", limit: lines } as const;
    const log = query.log ?? "whatsapp";
    for await (const entry of logs.search(text, { ...asked, log })) found.push(entry);
    yield* found.toReversed();
  };
}
