import { isLogError, type Calendar } from "@org/log-core";
import { openLogs, type LogReader } from "@org/log-reader";
import type { CommandLine } from "./command-line.ts";
import { chooseFolder, type ChosenFolder } from "./folder.ts";
import type { Io } from "./io.ts";
import { missingFolderError } from "./missing-folder.ts";

/** A log folder opened for a command that reads. */
export interface OpenFolder {
  readonly folder: ChosenFolder;
  readonly logs: LogReader;
  /** Days and clocks as they are to be read and shown: of `--tz`, else of the folder. */
  readonly calendar: Calendar;
}

/**
 * Opens the log folder, gives it to `use`, and closes it whatever happens.
 * @param timeZone - The zone of `--tz`; without it the folder's own.
 * @throws {LogError} `LOG_FOLDER_MISSING` naming the nearest folder there is
 */
export async function withFolder<T>(
  line: CommandLine,
  io: Io,
  timeZone: string | undefined,
  use: (opened: OpenFolder) => Promise<T>,
): Promise<T> {
  const folder = chooseFolder(line, io);
  const logs = openLogs({ dir: folder.path, clock: io.clock, calendarOf: io.calendarOf });
  try {
    const settings = await logs.settings();
    const calendar = io.calendarOf(timeZone ?? settings.timeZone);
    return await use({ folder, logs, calendar });
  } catch (error) {
    if (isLogError(error, "LOG_FOLDER_MISSING")) throw missingFolderError(folder, io);
    throw error;
  } finally {
    await logs.close();
  }
}
