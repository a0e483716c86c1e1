import { openLogs } from "@org/log-reader";
import type { CommandLine } from "../command-line.ts";
import { examineFolder } from "../doctor/examine-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { chooseFolder } from "../folder.ts";
import type { Io } from "../io.ts";
import { missingFolderError } from "../missing-folder.ts";
import { readReportForm } from "../output-form.ts";
import { renderFindings } from "../render/findings.ts";
import { createPaint, isLightTerminal, wantsColour } from "../render/paint.ts";
import { existsSync } from "node:fs";
import { jsonOut } from "../render/screen.ts";

/** `log-cli doctor`: looks for what is wrong with a folder. Ends with 1 if something needs attention. */
export async function examine(line: CommandLine, io: Io): Promise<ExitCode> {
  const form = readReportForm(line, line.problems);
  line.problems.throwIfAny();
  const folder = chooseFolder(line, io);
  if (!existsSync(folder.path) && folder.by === "default") throw missingFolderError(folder, io);
  const logs = openLogs({ dir: folder.path, clock: io.clock });
  try {
    const patient = { dir: folder.path, nowMs: io.clock.now(), env: io.env };
    const findings = await examineFolder(patient, logs, io.stdout.closed);
    const isWell = findings.every(({ status }) => status === "ok");
    const paint = createPaint(wantsColour(io.env, io.stdout.isTTY), isLightTerminal(io.env));
    await io.stdout.write(
      form === "json"
        ? jsonOut(`${JSON.stringify({ dir: folder.path, ok: isWell, findings })}\n`, io.stdout)
        : renderFindings(findings, { paint, columns: io.stdout.columns ?? 80 }),
    );
    return isWell ? EXIT.found : EXIT.nothing;
  } finally {
    await logs.close();
  }
}
