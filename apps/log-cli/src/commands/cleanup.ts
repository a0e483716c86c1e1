import { isLogError, MAX_RETENTION_DAYS } from "@org/log-core";
import { cleanup, type CleanupReport } from "@org/log-writer";
import type { CommandLine } from "../command-line.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readCount } from "../flag-values.ts";
import { chooseFolder } from "../folder.ts";
import type { Io } from "../io.ts";
import { missingFolderError } from "../missing-folder.ts";
import { renderCleanupReceipt } from "../render/cleanup-receipt.ts";
import { neutralise } from "../render/neutralise.ts";

/**
 * `log-cli cleanup`: removes the days a folder no longer keeps. Nothing to remove is no failure: cron
 * runs this.
 */
export async function cleanUp(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const retentionDays = readCount(line, "days", problems, MAX_RETENTION_DAYS);
  const set = line.switches.has("set");
  if (set && !line.values.has("days")) problems.add("--set needs --days N, the days to keep");
  problems.throwIfAny();

  const folder = chooseFolder(line, io);
  const dryRun = line.switches.has("dry-run");
  let report: CleanupReport;
  try {
    report = await cleanup({ dir: folder.path, retentionDays, dryRun, set, clock: io.clock });
  } catch (error) {
    if (isLogError(error, "LOG_FOLDER_MISSING")) throw missingFolderError(folder, io);
    throw error;
  }
  await io.stdout.write(renderCleanupReceipt(report, set));
  await io.stdout.flush();
  for (const { day, error } of report.failed) {
    const sentence = `${day.root}/${day.day} could not be removed: ${error.message}`;
    await io.stderr.write(`log-cli: ${neutralise(sentence)} (LOG_CLEANUP_FAILED)\n`);
  }
  return report.failed.length > 0 ? EXIT.error : EXIT.found;
}
