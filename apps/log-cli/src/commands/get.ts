import type { LogKind } from "@org/log-core";
import type { LogReader, QueryReport } from "@org/log-reader";
import { ownPhones } from "../asked-phones.ts";
import { entriesOf, type StartQuery } from "../answer.ts";
import { hasFilters, readAskedQuery, toQuery } from "../asked-query.ts";
import type { CommandLine } from "../command-line.ts";
import { goingOn, readCursorPlace } from "../cursor-place.ts";
import { entryRendererFor } from "../entry-renderer-for.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { nothingOf } from "../nothing-found.ts";
import { withFolder, type OpenFolder } from "../open-folder.ts";
import { readOutputForm } from "../output-form.ts";
import { showAnswer } from "../show-answer.ts";
import { wholePersons } from "../whole-persons.ts";

/** `log-cli get PHONE`: the messages of a phone, oldest first; `get --log app` a log without phones. */
export async function get(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const place = readCursorPlace(line, io, problems);
  const asked = await readAskedQuery(goingOn(line, place), problems);
  const form = readOutputForm(line, io.stdout.isTTY, problems);
  const phones = ownPhones(line, asked.phones, problems);
  const everywhere = line.switches.has("everywhere");
  checkScope(line, { phones, logs: asked.logs, everywhere });
  problems.throwIfAny();

  return withFolder(line, io, asked.timeZone, async (opened) => {
    const { logs, calendar } = opened;
    const query = {
      ...toQuery(asked, { calendar, nowMs: io.clock.now() }),
      // People see what became of a message behind it; scripts get the lines as they stand.
      joinStatuses: form === "pretty",
    };
    const ids = await wholePersons(logs, phones, asked);
    // Of a person who goes by several ids, one may be all that is kept.
    const isSeveral =
      phones.length !== 1 || (ids.length > 1 && (await logs.list({ phone: ids })).length > 1);
    const named = isSeveral || ids[0]?.endsWith("*") === true || asked.logs.length > 0;
    const [phone] = phones;
    const start =
      everywhere && phone !== undefined
        ? await startEverywhere(opened, { phone, ids }, io)
        : startOf(logs, phones);
    const renderer = await entryRendererFor(form, io, {
      timeZone: calendar.timeZone,
      named: named || everywhere,
      searched: asked,
      guarded: line.switches.has("safe"),
      fared: asked.states.length > 0,
    });
    const narrowed = hasFilters({ ...asked, phones: [] });
    const nothing = (report: QueryReport | undefined): Promise<string> =>
      nothingOf(opened, phones, { report, narrowed });
    return showAnswer(start, query, { renderer, explain: asked.explain, place, nothing }, io);
  });
}

interface Scope {
  readonly phones: readonly string[];
  readonly logs: readonly LogKind[];
  readonly everywhere: boolean;
}

/** Whether it is clear whose entries are wanted. */
function checkScope({ problems }: CommandLine, { phones, logs, everywhere }: Scope): void {
  const hasOwnLogs = logs.length > 0 && !logs.includes("whatsapp");
  if (phones.length === 0 && !hasOwnLogs) {
    problems.add(
      "get needs a phone: log-cli get 1234567890; without one it shows --log app or --log requests",
    );
  }
  if (everywhere && (phones.length > 1 || phones[0]?.endsWith("*") === true)) {
    problems.add("--everywhere is the story of one customer: give one whole phone");
  }
}

function startOf(logs: LogReader, phones: readonly string[]): StartQuery {
  if (phones.length > 0) return entriesOf(logs, phones);
  return ({ text, ...query }) => logs.search(text ?? "", query);
}

async function startEverywhere(
  { logs, folder }: OpenFolder,
  { phone, ids }: { readonly phone: string; readonly ids: readonly string[] },
  { env }: Io,
): Promise<StartQuery> {
  const [{ entriesEverywhere }, { maskedPhone }] = await Promise.all([
    import("../everywhere.ts"),
    import("../mask/mask-tags.ts"),
  ]);
  const tags = ids.flatMap((id) => maskedPhone(folder.path, env, id) ?? []);
  return entriesEverywhere(logs, { phone, ids, tags });
}
