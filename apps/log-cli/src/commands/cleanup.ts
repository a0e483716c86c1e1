import { isLogError, MAX_RETENTION_DAYS } from "@org/log-core";
import type { CleanupOptions, CleanupReport } from "@org/log-writer";
import type { CommandLine } from "../command-line.ts";
import { confirm } from "../confirm.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readCount } from "../flag-values.ts";
import { chooseFolder, type ChosenFolder } from "../folder.ts";
import type { Io } from "../io.ts";
import { missingFolderError } from "../missing-folder.ts";
import { readReportForm } from "../output-form.ts";
import { cleanupJson, renderCleanupReceipt } from "../render/cleanup-receipt.ts";
import { formatCount } from "../render/size.ts";
import { fitLines } from "../render/wrap-words.ts";
import { jsonOut } from "../render/screen.ts";
import { say } from "../say.ts";

/**
 * `log-cli cleanup`: removes the days a folder no longer keeps. On a terminal it says first which and
 * asks; cron has nobody to ask. Nothing to remove is no failure.
 */
export async function cleanUp(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const retentionDays = readCount(line, "days", problems, MAX_RETENTION_DAYS);
  const form = readReportForm(line, problems);
  const set = line.switches.has("set");
  if (set && !line.values.has("days")) problems.add("--set needs --days N, the days to keep");
  problems.throwIfAny();

  const folder = chooseFolder(line, io);
  const dryRun = line.switches.has("dry-run");
  const options = { dir: folder.path, retentionDays, dryRun, set, clock: io.clock };
  let listed = false;
  if (!dryRun && io.ask !== undefined && !line.switches.has("yes")) {
    const preview = await cleanUpFolder({ ...options, dryRun: true }, folder, io);
    if (preview.removed.length > 0) {
      await io.stderr.write(fitLines(renderCleanupReceipt(preview, set), io.stderr.columns));
      await io.stderr.flush();
      const days = formatCount(preview.removed.length, "day folder");
      if (!(await confirm(`Remove ${days}?`, io.ask))) {
        await say("nothing was removed.", io);
        return EXIT.nothing;
      }
      // Whoever has just read the days need not read them twice; a file gets the whole receipt.
      listed = io.stdout.isTTY;
    }
  }
  const report = await cleanUpFolder(options, folder, io);
  await io.stdout.write(
    form === "json"
      ? jsonOut(cleanupJson(report), io.stdout)
      : fitLines(renderCleanupReceipt(report, set, listed), io.stdout.columns),
  );
  await io.stdout.flush();
  for (const { day, error } of report.failed) {
    const sentence = `${day.root}/${day.day} could not be removed: ${error.message}`;
    await say(`${sentence} (LOG_CLEANUP_FAILED)`, io);
  }
  return report.failed.length > 0 ? EXIT.error : EXIT.found;
}

async function cleanUpFolder(
  options: CleanupOptions,
  folder: ChosenFolder,
  io: Io,
): Promise<CleanupReport> {
  // Not imported above: the command is published as CommonJS, the writer is an ES module.
  const { cleanup } = await import("@org/log-writer");
  try {
    return await cleanup(options);
  } catch (error) {
    if (isLogError(error, "LOG_FOLDER_MISSING")) throw missingFolderError(folder, io);
    throw error;
  }
}
