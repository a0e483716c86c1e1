import { closeAnswer, entriesOf, runQuery } from "../answer.ts";
import { hasFilters, readAskedQuery, toQuery } from "../asked-query.ts";
import type { CommandLine } from "../command-line.ts";
import { entryRendererFor } from "../entry-renderer-for.ts";
import type { ExitCode } from "../exit-code.ts";
import { readPhone } from "../flag-values.ts";
import type { Io } from "../io.ts";
import { nothingOfPhones } from "../nothing-found.ts";
import { withFolder } from "../open-folder.ts";
import { readOutputForm } from "../output-form.ts";
import { neutralise } from "../render/neutralise.ts";

/** `log-cli get PHONE`: the messages of a phone, oldest first. */
export async function get(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const asked = await readAskedQuery(line, problems);
  const form = readOutputForm(line, io.stdout.isTTY, problems);
  const own = line.words.length === 0 ? undefined : readPhone(line.words.join(" "), problems);
  if (line.words.length === 0 && !line.values.has("phone")) {
    problems.add("get needs a phone: log-cli get 1234567890");
  }
  problems.throwIfAny();
  const phones = own === undefined ? asked.phones : [...new Set([own, ...asked.phones])];

  return withFolder(line, io, asked.timeZone, async (opened) => {
    const { logs, calendar } = opened;
    const query = toQuery(asked, { calendar, nowMs: io.clock.now() });
    const named = phones.length > 1 || asked.logs.length > 0;
    const renderer = await entryRendererFor(form, io, { timeZone: calendar.timeZone, named });
    const answer = await runQuery(entriesOf(logs, phones), query, io, (entry) =>
      io.stdout.write(renderer.entry(entry)),
    );
    await io.stdout.write(renderer.end());
    const code = await closeAnswer(answer, io);
    if (answer.count === 0) {
      const narrowed = hasFilters({ ...asked, phones: [] });
      const sentence = await nothingOfPhones(opened, phones, { report: answer.report, narrowed });
      await io.stderr.write(`log-cli: ${neutralise(sentence)}\n`);
    }
    return code;
  });
}
