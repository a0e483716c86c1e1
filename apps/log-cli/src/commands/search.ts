import type { StartQuery } from "../answer.ts";
import { given, hasFilters, readAskedQuery, toQuery } from "../asked-query.ts";
import type { CommandLine } from "../command-line.ts";
import { goingOn, readCursorPlace } from "../cursor-place.ts";
import { entryRendererFor } from "../entry-renderer-for.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { nothingForText } from "../nothing-found.ts";
import { withFolder } from "../open-folder.ts";
import { readOutputForm } from "../output-form.ts";
import { showAnswer, type Showing } from "../show-answer.ts";

/** `log-cli search TEXT`: entries of all logs that hold a text. */
export async function search(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const place = readCursorPlace(line, io, problems);
  const asked = await readAskedQuery(goingOn(line, place), problems);
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
      fared: asked.states.length > 0,
    };
    const renderer = await entryRendererFor(form, io, shown);
    const start: StartQuery = ({ text: more = [], ...full }) =>
      logs.search([text, ...[more].flat()], { ...full, phone: given(asked.phones) });
    const narrowed = hasFilters(asked);
    const showing: Showing = {
      renderer,
      explain: asked.explain,
      place,
      nothing: (report) => nothingForText(opened, text, { report, narrowed }),
    };
    return showAnswer(start, query, showing, io);
  });
}
