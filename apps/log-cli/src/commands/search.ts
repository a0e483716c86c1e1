import { closeAnswer, runQuery, type StartQuery } from "../answer.ts";
import { given, hasFilters, readAskedQuery, toQuery } from "../asked-query.ts";
import type { CommandLine } from "../command-line.ts";
import { entryRendererFor } from "../entry-renderer-for.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { nothingForText } from "../nothing-found.ts";
import { withFolder } from "../open-folder.ts";
import { readOutputForm } from "../output-form.ts";
import { neutralise } from "../render/neutralise.ts";

/** `log-cli search TEXT`: entries of all logs that hold a text. */
export async function search(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const asked = await readAskedQuery(line, problems);
  const form = readOutputForm(line, io.stdout.isTTY, problems);
  if (line.words.length === 0 && !hasFilters(asked)) {
    problems.add("search needs a text: log-cli search refund, or options that say what to find");
  }
  problems.throwIfAny();
  const text = line.words.join(" ");

  return withFolder(line, io, asked.timeZone, async (opened) => {
    const { logs, calendar } = opened;
    const query = toQuery(asked, { calendar, nowMs: io.clock.now() });
    const shown = {
      timeZone: calendar.timeZone,
      named: true,
      searched: { texts: [text, ...asked.texts], regex: asked.regex, ignoreCase: asked.ignoreCase },
      guarded: line.switches.has("safe"),
    };
    const renderer = await entryRendererFor(form, io, shown);
    const start: StartQuery = ({ text: more = [], ...full }) =>
      logs.search([text, ...[more].flat()], { ...full, phone: given(asked.phones) });
    const answer = await runQuery(start, query, io, (entry) =>
      io.stdout.write(renderer.entry(entry)),
    );
    await io.stdout.write(renderer.end());
    const code = await closeAnswer(answer, io, asked.explain);
    if (answer.count === 0) {
      const { report } = answer;
      const sentence = await nothingForText(opened, text, { report, narrowed: hasFilters(asked) });
      await io.stderr.write(`log-cli: ${neutralise(sentence)}\n`);
    }
    return code;
  });
}
