import { levelNumber, type LogLevel } from "@org/log-core";
import { ALL_LOGS, ownPhones } from "../asked-phones.ts";
import { resolvePeriod } from "../asked-period.ts";
import { given, hasFilters, readAskedQuery, toConditions } from "../asked-query.ts";
import { closeAnswer } from "../answer.ts";
import { valuesOf, type CommandLine } from "../command-line.ts";
import type { ExitCode } from "../exit-code.ts";
import { readCount } from "../flag-values.ts";
import type { Io } from "../io.ts";
import { nothingOf } from "../nothing-found.ts";
import { withFolder } from "../open-folder.ts";
import { readReportForm } from "../output-form.ts";
import { glyphsFor, wantsUnicode } from "../render/glyphs.ts";
import { createLocalTime } from "../render/local-time.ts";
import { createPaint, isLightTerminal, wantsColour } from "../render/paint.ts";
import { renderStats, statsJson } from "../render/stats-report.ts";
import { jsonOut } from "../render/screen.ts";
import { say } from "../say.ts";

const DEFAULT_TOP = 5;
const MAX_TOP = 1000;

/** `log-cli stats [PHONE]`: how much there is, by day, hour, phone and more. */
export async function stats(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const asked = await readAskedQuery(line, problems);
  const form = readReportForm(line, problems);
  const top = readCount(line, "top", problems, MAX_TOP) ?? DEFAULT_TOP;
  const by = valuesOf(line, "by");
  const phones = ownPhones(line, asked.phones, problems);
  problems.throwIfAny();

  return withFolder(line, io, asked.timeZone, async (opened) => {
    const { logs, calendar } = opened;
    const query = {
      ...resolvePeriod(asked.period, { calendar, nowMs: io.clock.now() }),
      ...toConditions(asked),
      log: given(asked.logs) ?? (phones.length === 0 ? ALL_LOGS : undefined),
      phone: given(phones),
      top,
      signal: io.stdout.closed,
    };
    // Of one phone it costs nothing to speak of.
    const delivery = phones.length > 0 || line.switches.has("delivery");
    const counted = await logs.stats({ ...query, by: given(by), delivery });
    // Once more for what is wrong: which errors there are is asked first of all.
    const minLevel = isAtLeast(asked.minLevel, "error") ? asked.minLevel : "error";
    const errors = await logs.stats({ ...query, minLevel, by: "msg" });
    if (form === "json")
      await io.stdout.write(jsonOut(statsJson(counted, errors.by["msg"]), io.stdout));
    else if (counted.entries > 0) {
      const paint = createPaint(wantsColour(io.env, io.stdout.isTTY), isLightTerminal(io.env));
      const glyphs = glyphsFor(wantsUnicode(io.env));
      const shown = { paint, glyphs, columns: io.stdout.columns ?? 80 };
      const { timeZone } = await logs.settings();
      await io.stdout.write(
        renderStats(counted, errors.by["msg"], { ...shown, localTime: createLocalTime(timeZone) }),
      );
    }
    const { entries: count, report } = counted;
    const code = await closeAnswer({ count, report }, io);
    if (count === 0) {
      const fruitless = { report, narrowed: hasFilters({ ...asked, phones: [] }) };
      const sentence = await nothingOf(opened, phones, fruitless);
      await say(sentence, io);
    }
    return code;
  });
}

function isAtLeast(level: LogLevel | undefined, least: LogLevel): boolean {
  return level !== undefined && levelNumber(level) >= levelNumber(least);
}
