import { closeAnswer, entriesOf, runQuery, type Answer } from "../answer.ts";
import { hasFilters, readAskedQuery, toQuery, type AskedQuery } from "../asked-query.ts";
import { createAtomicFile, type AtomicFile } from "../atomic-file.ts";
import type { CommandLine } from "../command-line.ts";
import type { ExitCode } from "../exit-code.ts";
import {
  checkExportPlace,
  exportFailedError,
  readExportForm,
  type MakeRenderer,
} from "../export-file.ts";
import { readPhonePattern } from "../flag-values.ts";
import { fromCaller } from "../folder.ts";
import type { Io } from "../io.ts";
import { nothingOfPhones } from "../nothing-found.ts";
import { withFolder, type OpenFolder } from "../open-folder.ts";
import { neutralise } from "../render/neutralise.ts";
import { formatCount } from "../render/size.ts";

/** What an export's own words ask for. */
interface AskedExport {
  readonly asked: AskedQuery;
  readonly path: string;
  readonly makeRenderer: MakeRenderer;
  readonly replace: boolean;
}

/** `log-cli export PHONE FILE`: the messages of a phone as a file. */
export async function exportPhone(line: CommandLine, io: Io): Promise<ExitCode> {
  const request = await readExport(line, io);
  checkExportPlace(request.path, request.replace);
  const { asked, path } = request;

  return withFolder(line, io, asked.timeZone, async (opened) => {
    const answer = await writeExport(request, opened, io);
    const code = await closeAnswer(answer, io);
    const sentence =
      answer.count === 0
        ? `${await nothingFor(asked, opened, answer)} No file was written.`
        : `wrote ${formatCount(answer.count, "entry", "entries")} to ${path}.`;
    await io.stderr.write(`log-cli: ${neutralise(sentence)}\n`);
    return code;
  });
}

/** @throws {LogError} everything that is wrong with the command line */
async function readExport(line: CommandLine, io: Io): Promise<AskedExport> {
  const { problems } = line;
  const asked = await readAskedQuery(line, problems);
  const file = line.words.at(-1);
  const phoneWords = line.words.slice(0, -1);
  const own =
    phoneWords.length === 0 ? undefined : readPhonePattern(phoneWords.join(" "), problems);
  if (file === undefined || (phoneWords.length === 0 && !line.values.has("phone"))) {
    problems.add("export needs a phone and a file: log-cli export 1234567890 chat.json");
  }
  const makeRenderer = file === undefined ? undefined : readExportForm(file, problems);
  problems.throwIfAny();
  return {
    asked: own === undefined ? asked : { ...asked, phones: [...new Set([own, ...asked.phones])] },
    path: fromCaller(file ?? "", io),
    // Not reached without a form: its absence is a problem.
    makeRenderer: makeRenderer as MakeRenderer,
    replace: line.switches.has("force"),
  };
}

async function writeExport(request: AskedExport, opened: OpenFolder, io: Io): Promise<Answer> {
  const { asked, path, replace } = request;
  const { onInterrupt } = io;
  const renderer = request.makeRenderer();
  const attempt = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      throw exportFailedError(path, error);
    }
  };
  const file: AtomicFile = attempt(() => createAtomicFile(path, { replace, onInterrupt }));
  try {
    const query = toQuery(asked, { calendar: opened.calendar, nowMs: io.clock.now() });
    const answer = await runQuery(entriesOf(opened.logs, asked.phones), query, io, (entry) => {
      attempt(() => file.write(renderer.entry(entry)));
      return undefined;
    });
    if (answer.count === 0) return answer;
    attempt(() => {
      file.write(renderer.end());
      file.commit();
    });
    return answer;
  } finally {
    file.discard();
  }
}

function nothingFor(asked: AskedQuery, opened: OpenFolder, { report }: Answer): Promise<string> {
  const narrowed = hasFilters({ ...asked, phones: [] });
  return nothingOfPhones(opened, asked.phones, { report, narrowed });
}
