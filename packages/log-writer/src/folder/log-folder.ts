import { existsSync, lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  createCalendar,
  DEFAULT_RETENTION_DAYS,
  formatAliasFile,
  formatDayFile,
  formatDayFolder,
  FORMAT_VERSION,
  INSTANCES_FOLDER,
  LogError,
  logRoot,
  longerRetention,
  oldestKeptDay,
  resolveTimeZone,
  SETTINGS_FILE,
  systemErrorCode,
  systemTimeZone,
  type Calendar,
  type CalendarDay,
  type DayFile,
  type FolderSettings,
  type RetentionDays,
} from "@org/log-core";
import { ACCESS_MODES, type Access, type AccessModes } from "./access.ts";
import { makeFile } from "./make-file.ts";
import { makeFolder } from "./make-folder.ts";
import { LinkedFiles } from "./linked-files.ts";
import type { OwnFile } from "./own-file.ts";
import { linkNew, linkNewest, newestPart, type MakeLink } from "./newest-link.ts";
import { networkFileSystem } from "./network-folder.ts";
import {
  createSettings,
  readSettings,
  replaceSettings,
  withSettingsLock,
} from "./settings-store.ts";
import { syncFolder } from "./sync-folder.ts";

/** What a writer asks of its folder. */
export interface FolderRequest {
  readonly dir: string;
  readonly timeZone: string | undefined;
  readonly retentionDays: RetentionDays | undefined;
  readonly access: Access;
  readonly instance: string | undefined;
  readonly links: boolean;
}

/** How a file's link is made. */
export interface LinkOptions {
  /** Whether the file has just been made; one that is opened again has its link already. */
  readonly isNew: boolean;
  readonly symlink: MakeLink;
}

/**
 * The folder a writer writes to: its settings, agreed with those who write there too, and its day
 * folders and links, made when they are needed.
 */
export class LogFolder {
  readonly dir: string;
  readonly modes: AccessModes;
  readonly #request: FolderRequest;
  readonly #report: (error: LogError) => void;
  #settings: FolderSettings;
  #calendar: Calendar;
  #linksWork: boolean;
  /** Whether the settings are the folder's and not only those asked for. */
  #agreed = false;
  #registered = false;
  readonly #linked = new LinkedFiles();
  /** Folders of days that have been seen to be no links. */
  readonly #plainDays = new Set<string>();

  /**
   * Reads the folder's settings, or makes the folder with the settings asked for. What the file system
   * refuses is reported and tried again when the first entry is written.
   * @throws {LogError} `LOG_ZONE_CONFLICT`, `LOG_LAYOUT_INVALID`, `LOG_LAYOUT_NEWER`
   */
  constructor(request: FolderRequest, report: (error: LogError) => void) {
    // Relative once and for all: a bot that changes its working folder keeps its logs together.
    this.dir = resolve(request.dir);
    this.modes = ACCESS_MODES[request.access];
    this.#request = request;
    this.#report = report;
    this.#linksWork = request.links;
    this.#settings = wantedSettings(request);
    this.#calendar = createCalendar(this.#settings.timeZone);
    this.#tryAgree();
    this.#warnOfNetwork();
  }

  /** The folder's zone and retention. */
  get settings(): FolderSettings {
    return this.#settings;
  }

  /** The calendar of the folder's zone. */
  get calendar(): Calendar {
    return this.#calendar;
  }

  /** The oldest day that is kept, by the longer of the folder's retention and the one asked for. */
  oldestKept(nowMs: number): CalendarDay | undefined {
    return oldestKeptDay(this.#calendar.dayOf(nowMs), this.retentionDays());
  }

  /** Retention as the folder has it now: somebody may have changed it since. */
  refresh(): void {
    this.#tryAgree();
  }

  /** The path of a file. */
  pathOf(file: OwnFile): string {
    const isOfDay = file.log !== "aliases";
    return join(this.dir, isOfDay ? formatDayFile(file) : formatAliasFile(file.instance));
  }

  /**
   * Sees before a file is opened that the folder is known: its settings, if they could not be read at
   * the start, and the writer's instance by name, so that readers know which names a log's file of a
   * day can have without listing the day. Throws what the file system throws, and as the constructor.
   */
  prepare(): void {
    if (!this.#agreed) this.#agree();
    if (!this.#registered) this.#register();
  }

  /**
   * Throws if a link lies where the folder of a file's day should be: readers follow none, so what is
   * written through it would be outside of the folder, and nobody would find it.
   */
  refuseLinkedDay(file: OwnFile): void {
    if (file.log === "aliases") return;
    const day = formatDayFolder(logRoot(file.log), file.day);
    if (this.#plainDays.has(day)) return;
    const stats = lstatSync(join(this.dir, day), { throwIfNoEntry: false });
    if (stats?.isSymbolicLink() === true) {
      throw new Error(`${day} is a link, which no reader follows`);
    }
    if (stats !== undefined) this.#plainDays.add(day);
  }

  /** Makes the folder of a file, and the log folder's own files if somebody removed them. */
  makeFolderOf(file: OwnFile): void {
    makeFolder(this.dir, this.modes.folder);
    if (!existsSync(join(this.dir, SETTINGS_FILE))) {
      createSettings(this.dir, this.#settings, this.modes.file);
    }
    // Where the day is missing somebody may have removed more than the day.
    this.#register();
    makeFolder(this.#folderOf(file), this.modes.folder);
  }

  #folderOf(file: OwnFile): string {
    if (file.log === "aliases") return this.dir;
    return join(this.dir, formatDayFolder(logRoot(file.log), file.day));
  }

  #register(): void {
    const { instance } = this.#request;
    const folder = join(this.dir, INSTANCES_FOLDER);
    try {
      // Where days came first, files may have names that are not in it: it must not claim to be whole.
      const isWhole = !existsSync(join(this.dir, logRoot("whatsapp")));
      if (isWhole) makeFolder(folder, this.modes.folder);
      if (instance !== undefined && existsSync(folder)) {
        makeFile(join(folder, instance), `${instance}\n`, this.modes.file);
      }
    } catch (error) {
      // Readers do without the folder, but one without this name would hide this writer's files.
      if (instance !== undefined && systemErrorCode(error) !== "EEXIST") throw error;
    }
    this.#registered = true;
  }

  /** Puts the names of a new file and its folder on the platter. */
  syncFolderOf(file: OwnFile): void {
    syncFolder(this.#folderOf(file));
  }

  /** Points a log's link to its newest day, where links are wanted and can be made. */
  link(file: DayFile, { isNew, symlink }: LinkOptions, done: () => void): void {
    if (!this.#linksWork || (!isNew && this.#linked.has(file))) return done();
    const end = (error: unknown): void => {
      if (error === null) this.#linked.add(file);
      else this.#linkFailed(error);
      done();
    };
    if (isNew) return linkNew(this.dir, file, symlink, end);
    try {
      linkNewest(this.dir, file);
    } catch (cause) {
      return end(cause);
    }
    end(null);
  }

  #linkFailed(cause: unknown): void {
    // A full disk passes; a file system without links does not.
    if (!this.#linksWork || !NO_LINKS.has(systemErrorCode(cause) ?? "")) return;
    this.#linksWork = false;
    this.#report(
      new LogError(
        "LOG_LINK_FAILED",
        `Links to the newest day cannot be made in ${this.dir} (${systemErrorCode(cause)}); the day ` +
          `files themselves are written. Set links: false to silence this.`,
        { cause },
      ),
    );
  }

  /** The part of a log's day that its link leads to: the last one, or the first if there is no such link. */
  linkedPart(file: DayFile): number {
    const part = this.#linksWork ? newestPart(this.dir, file) : undefined;
    return part ?? file.part;
  }

  /** Days that are kept, the longer of the folder's own and the writer's. */
  retentionDays(): RetentionDays {
    const { retentionDays } = this.#request;
    const own = this.#settings.retentionDays;
    return retentionDays === undefined ? own : longerRetention(own, retentionDays);
  }

  #tryAgree(): void {
    try {
      this.#agree();
    } catch (cause) {
      if (cause instanceof LogError) throw cause;
      this.#report(
        new LogError(
          "LOG_FOLDER_UNWRITABLE",
          `The log folder ${this.dir} cannot be made or read (${reasonOf(cause)}); entries wait ` +
            `in memory until it can. Give the bot's user the right to write there.`,
          { cause },
        ),
      );
    }
  }

  #agree(): void {
    let found = readSettings(this.dir);
    if (found === undefined) {
      makeFolder(this.dir, this.modes.folder);
      found = createSettings(this.dir, this.#settings, this.modes.file);
    }
    this.#checkZone(found);
    // At once: a folder whose settings this bot may not change has its zone all the same.
    this.#adopt(found);
    this.#agreed = true;
    this.#adopt(this.#agreeRetention(found));
  }

  #adopt(settings: FolderSettings): void {
    this.#settings = settings;
    if (this.#calendar.timeZone === resolveTimeZone(settings.timeZone)) return;
    this.#calendar = createCalendar(settings.timeZone);
  }

  #checkZone(found: FolderSettings): void {
    const { timeZone } = this.#request;
    if (timeZone === undefined) return;
    if (resolveTimeZone(timeZone) === resolveTimeZone(found.timeZone)) return;
    throw new LogError(
      "LOG_ZONE_CONFLICT",
      `The log folder ${this.dir} divides its days in ${found.timeZone}, but the time zone asked for is ` +
        `${timeZone}. Leave timeZone (or LOG_TIME_ZONE) out to follow the folder, or use another folder.`,
      { context: { folderTimeZone: found.timeZone, timeZone } },
    );
  }

  #agreeRetention(found: FolderSettings): FolderSettings {
    const wanted = this.#request.retentionDays;
    if (wanted === undefined || wanted === found.retentionDays) return found;
    if (longerRetention(wanted, found.retentionDays) === found.retentionDays) {
      this.#reportSmaller(wanted, found.retentionDays);
      return found;
    }
    const raised = withSettingsLock(this.dir, () => {
      const now = readSettings(this.dir) ?? found;
      const retentionDays = longerRetention(now.retentionDays, wanted);
      if (retentionDays !== now.retentionDays) {
        replaceSettings(this.dir, { ...now, retentionDays });
      }
      return { ...now, retentionDays };
    });
    // Not raised this time: this writer keeps its days all the same, and asks again in an hour.
    return raised ?? found;
  }

  #saidSmaller = false;

  #reportSmaller(wanted: RetentionDays, kept: RetentionDays): void {
    if (this.#saidSmaller) return;
    this.#saidSmaller = true;
    const days = kept === false ? "everything" : `${kept} days`;
    this.#report(
      new LogError(
        "LOG_RETENTION_SMALLER",
        `retentionDays is ${wanted}, but the log folder ${this.dir} keeps ${days}, which stays. To make ` +
          `it smaller run: log-cli cleanup --days ${wanted} --set`,
        { context: { wanted, kept } },
      ),
    );
  }

  #warnOfNetwork(): void {
    if (this.#request.instance !== undefined) return;
    const kind = networkFileSystem(this.dir);
    if (kind === undefined) return;
    this.#report(
      new LogError(
        "LOG_NETWORK_FOLDER",
        `The log folder ${this.dir} is on ${kind}, where appends of several hosts overwrite each other. ` +
          `Give each writer an instance name (option instance or LOG_INSTANCE).`,
        { context: { kind } },
      ),
    );
  }
}

function reasonOf(cause: unknown): string {
  return systemErrorCode(cause) ?? (cause instanceof Error ? cause.message : "unknown");
}

const NO_LINKS: ReadonlySet<string> = new Set([
  "EPERM",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
  "EINVAL",
]);

function wantedSettings({ timeZone, retentionDays }: FolderRequest): FolderSettings {
  return {
    version: FORMAT_VERSION,
    timeZone: timeZone ?? systemTimeZone(),
    retentionDays: retentionDays ?? DEFAULT_RETENTION_DAYS,
  };
}
