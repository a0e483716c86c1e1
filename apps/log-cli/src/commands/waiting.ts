import type { QueryReport, WaitingPerson } from "@org/log-reader";
import { closeAnswer } from "../answer.ts";
import { resolvePeriod } from "../asked-period.ts";
import { given, readAskedQuery } from "../asked-query.ts";
import type { CommandLine } from "../command-line.ts";
import type { ExitCode } from "../exit-code.ts";
import { readDuration } from "../flag-values.ts";
import type { Io } from "../io.ts";
import { withFolder } from "../open-folder.ts";
import { readOutputForm, type OutputForm } from "../output-form.ts";
import { formatDuration } from "../render/duration.ts";
import { glyphsFor, wantsUnicode } from "../render/glyphs.ts";
import { createLocalTime } from "../render/local-time.ts";
import { createPaint, isLightTerminal, wantsColour } from "../render/paint.ts";
import {
  renderWaiting,
  renderWaitingCsv,
  renderWaitingJson,
  renderWaitingNdjson,
} from "../render/waiting-list.ts";
import { csvOut, jsonOut } from "../render/screen.ts";
import { say } from "../say.ts";

const DEFAULT_OVER_MS = 3_600_000;

/** `log-cli waiting`: whose last message has no answer, longest first. */
export async function waiting(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const asked = await readAskedQuery(line, problems);
  const form = readOutputForm(line, io.stdout.isTTY, problems);
  const overMs = readDuration(line, "over", problems) ?? DEFAULT_OVER_MS;
  problems.throwIfAny();

  return withFolder(line, io, asked.timeZone, async ({ logs, folder, calendar }) => {
    const { days, since } = resolvePeriod(asked.period, { calendar, nowMs: io.clock.now() });
    let report: QueryReport | undefined;
    const all = await logs.waiting({
      days,
      since,
      phone: given(asked.phones),
      exact: asked.exact,
      overMs,
      groups: line.switches.has("groups"),
      signal: io.stdout.closed,
      onReport: (made) => {
        report = made;
      },
    });
    const people = all.slice(0, asked.limit);
    if (people.length > 0 || form !== "pretty") {
      const place = { line, io, timeZone: calendar.timeZone, total: all.length };
      await io.stdout.write(render(people, form, place));
    }
    const code = await closeAnswer({ count: people.length, report }, io);
    if (people.length > 0) return code;
    await say(`nobody has waited for more than ${formatDuration(overMs)} in ${folder.path}.`, io);
    return code;
  });
}

interface RenderPlace {
  readonly line: CommandLine;
  readonly io: Io;
  readonly timeZone: string;
  /** How many wait, those beyond --limit too. */
  readonly total: number;
}

function render(
  people: readonly WaitingPerson[],
  form: OutputForm,
  { line, io: { env, stdout }, timeZone, total }: RenderPlace,
): string {
  switch (form) {
    case "pretty":
      return renderWaiting(people, {
        paint: createPaint(wantsColour(env, stdout.isTTY), isLightTerminal(env)),
        glyphs: glyphsFor(wantsUnicode(env)),
        columns: stdout.columns ?? 80,
        localTime: createLocalTime(timeZone),
        total,
      });
    case "json":
      return jsonOut(renderWaitingJson(people), stdout);
    case "ndjson":
      return jsonOut(renderWaitingNdjson(people), stdout);
    case "csv": {
      const csv = renderWaitingCsv(people, line.switches.has("safe") ? "spreadsheet" : "raw");
      return csvOut(csv, stdout);
    }
  }
}
