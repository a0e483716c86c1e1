import type { PhoneSummary, QueryReport } from "@org/log-reader";
import { closeAnswer } from "../answer.ts";
import { resolvePeriod } from "../asked-period.ts";
import { given, readAskedQuery } from "../asked-query.ts";
import type { CommandLine } from "../command-line.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { withFolder } from "../open-folder.ts";
import { readOutputForm, type OutputForm } from "../output-form.ts";
import { glyphsFor, wantsUnicode } from "../render/glyphs.ts";
import { createLocalTime } from "../render/local-time.ts";
import { createPaint, isLightTerminal, wantsColour } from "../render/paint.ts";
import {
  renderPhoneCsv,
  renderPhoneJson,
  renderPhoneNdjson,
  renderPhoneTable,
} from "../render/phone-list.ts";
import { csvOut, jsonOut } from "../render/screen.ts";
import { say } from "../say.ts";

/** `log-cli list`: every phone that is kept, the last active first. */
export async function list(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const asked = await readAskedQuery(line, problems);
  const form = readOutputForm(line, io.stdout.isTTY, problems);
  problems.throwIfAny();

  return withFolder(line, io, asked.timeZone, async ({ logs, folder, calendar }) => {
    const period = resolvePeriod(asked.period, { calendar, nowMs: io.clock.now() });
    const phone = given(asked.phones);
    let report: QueryReport | undefined;
    const kept = await logs.list({
      ...period,
      phone,
      exact: asked.exact,
      count: !line.switches.has("quick"),
      signal: io.stdout.closed,
      onReport: (made) => {
        report = made;
      },
    });
    const phones = kept.toSorted(byLastActive).slice(0, asked.limit);
    if (phones.length > 0 || form !== "pretty")
      await io.stdout.write(
        render(phones, form, { line, io, timeZone: calendar.timeZone, total: kept.length }),
      );
    const code = await closeAnswer({ count: phones.length, report }, io);
    if (phones.length > 0) return code;
    const narrowed = asked.phones.length > 0 || Object.keys(period).length > 0;
    const scope = narrowed ? " that fits the options" : "";
    await say(`no phone${scope} has a log in ${folder.path} (days of ${calendar.timeZone}).`, io);
    return code;
  });
}

function byLastActive(a: PhoneSummary, b: PhoneSummary): number {
  // Where nothing was counted, the day says it; a phone of which no entry is left is last.
  const [one = "", other = ""] = [a.lastTime, b.lastTime];
  if (one !== other) return one < other ? 1 : -1;
  if (a.lastDay !== b.lastDay) return a.lastDay < b.lastDay ? 1 : -1;
  return a.phone < b.phone ? -1 : 1;
}

interface RenderPlace {
  readonly line: CommandLine;
  readonly io: Io;
  readonly timeZone: string;
  /** How many there are, those beyond --limit too. */
  readonly total: number;
}

function render(
  phones: readonly PhoneSummary[],
  form: OutputForm,
  { line, io: { env, stdout }, timeZone, total }: RenderPlace,
): string {
  switch (form) {
    case "pretty":
      return renderPhoneTable(phones, {
        paint: createPaint(wantsColour(env, stdout.isTTY), isLightTerminal(env)),
        glyphs: glyphsFor(wantsUnicode(env)),
        columns: stdout.columns ?? 80,
        localTime: createLocalTime(timeZone),
        total,
      });
    case "json":
      return jsonOut(renderPhoneJson(phones), stdout);
    case "ndjson":
      return jsonOut(renderPhoneNdjson(phones), stdout);
    case "csv":
      return csvOut(
        renderPhoneCsv(phones, line.switches.has("safe") ? "spreadsheet" : "raw"),
        stdout,
      );
  }
}
