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
import { neutralise } from "../render/neutralise.ts";
import { createPaint, isLightTerminal, wantsColour } from "../render/paint.ts";
import {
  renderWaiting,
  renderWaitingCsv,
  renderWaitingJson,
  renderWaitingNdjson,
} from "../render/waiting-list.ts";
import { csvOut, jsonOut } from "../render/screen.ts";

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
    const people = await logs.waiting({
      days,
      since,
      phone: given(asked.phones),
      exact: asked.exact,
      overMs,
      groups: line.switches.has("groups"),
      limit: asked.limit,
      signal: io.stdout.closed,
      onReport: (made) => {
        report = made;
      },
    });
    if (people.length > 0 || form !== "pretty") {
      await io.stdout.write(render(people, form, { line, io, timeZone: calendar.timeZone }));
    }
    const code = await closeAnswer({ count: people.length, report }, io);
    if (people.length > 0) return code;
    await io.stderr.write(
      `log-cli: nobody has waited for more than ${formatDuration(overMs)} in ${neutralise(folder.path)}.\n`,
    );
    return code;
  });
}

interface RenderPlace {
  readonly line: CommandLine;
  readonly io: Io;
  readonly timeZone: string;
}

function render(
  people: readonly WaitingPerson[],
  form: OutputForm,
  { line, io: { env, stdout }, timeZone }: RenderPlace,
): string {
  switch (form) {
    case "pretty":
      return renderWaiting(people, {
        paint: createPaint(wantsColour(env, stdout.isTTY), isLightTerminal(env)),
        glyphs: glyphsFor(wantsUnicode(env)),
        columns: stdout.columns ?? 80,
        localTime: createLocalTime(timeZone),
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
