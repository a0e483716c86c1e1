import { LogError, type CalendarDay } from "@org/log-core";
import type { LogFolder } from "../folder/log-folder.ts";
import type { ClockGuard } from "./clock-guard.ts";
import { forgetAliases } from "./forget-aliases.ts";
import { measureDays, type LogDay } from "./log-days.ts";
import { removeDays, type BeforeDelete } from "./remove-days.ts";
import { oldestWithin } from "./total-size.ts";

const EVERY_MS = 3_600_000;

/** What the upkeep of a folder needs. */
export interface RetentionUpkeepOptions {
  readonly folder: LogFolder;
  readonly guard: ClockGuard;
  readonly now: () => number;
  readonly maxTotalBytes: number | undefined;
  readonly onBeforeDelete: BeforeDelete | undefined;
  readonly report: (error: LogError) => void;
}

/**
 * Removes days past the retention at start and every hour, in each process that writes: removing a
 * folder by its name is the same done once or ten times, so there is no lock. Keeps no process alive.
 */
export class RetentionUpkeep {
  readonly #options: RetentionUpkeepOptions;
  readonly #first: NodeJS.Immediate;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #isStopped = false;
  /** The day that the bot is being asked about. */
  #asked: LogDay | undefined;
  #aliasesTidiedFor: CalendarDay | undefined;

  constructor(options: RetentionUpkeepOptions) {
    this.#options = options;
    this.#first = setImmediate(() => this.#start()).unref();
    this.#timer = setInterval(() => this.#start(), EVERY_MS).unref();
  }

  /**
   * Ends the upkeep and resolves when a removal under way is done. A bot that is being asked about a
   * day is not waited for: it may be closing the writer while it decides, and no day goes afterwards.
   */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearImmediate(this.#first);
    clearInterval(this.#timer);
    if (this.#asked === undefined) await this.#running;
  }

  #start(): void {
    if (this.#running !== undefined) return this.#sayUnanswered();
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** An answer that never comes keeps every day from then on, and a disk that fills up has no other sign. */
  #sayUnanswered(): void {
    if (this.#asked === undefined) return;
    const { root, day } = this.#asked;
    const cause = new Error("onBeforeDelete was asked an hour ago and has not answered");
    this.#options.report(removalError(`${root}/${day} is past the retention and`, cause));
  }

  async #run(): Promise<void> {
    const { folder, guard } = this.#options;
    await this.#orReport(async () => {
      folder.refresh();
      if (!guard.isTrusted()) return;
      const oldestKept = folder.oldestKept(this.#options.now());
      // Each by itself: a link that cannot be removed is no reason for the disk to fill up.
      await this.#orReport(() => this.#removeBefore(oldestKept));
      await this.#orReport(async () => this.#removeBefore(await this.#oldestWithin()));
      await this.#orReport(() => this.#forgetAliases(oldestKept));
    });
  }

  async #orReport(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      const what = `What is past the retention in ${this.#options.folder.dir}`;
      this.#options.report(error instanceof LogError ? error : removalError(what, error as Error));
    }
  }

  async #removeBefore(oldestKept: CalendarDay | undefined): Promise<void> {
    if (oldestKept === undefined) return;
    const { report } = this.#options;
    const { dir } = this.#options.folder;
    const onBeforeDelete = (day: LogDay): Promise<boolean> => this.#ask(day);
    const { failed } = await removeDays({ dir, oldestKept, dryRun: false, onBeforeDelete });
    for (const { day, error } of failed) {
      report(removalError(`${day.root}/${day.day} is past the retention and`, error));
    }
  }

  /** Once for each day: it looks at every name. */
  async #forgetAliases(oldestKept: CalendarDay | undefined): Promise<void> {
    if (oldestKept === undefined || oldestKept === this.#aliasesTidiedFor) return;
    if (this.#isStopped) return;
    const { dir, calendar } = this.#options.folder;
    await forgetAliases({ dir, oldestKept, calendar, dryRun: false });
    this.#aliasesTidiedFor = oldestKept;
  }

  async #ask(day: LogDay): Promise<boolean> {
    if (this.#isStopped) return false;
    this.#asked = day;
    try {
      return (await this.#options.onBeforeDelete?.(day)) !== false && !this.#isStopped;
    } finally {
      this.#asked = undefined;
    }
  }

  async #oldestWithin(): Promise<CalendarDay | undefined> {
    const { folder, maxTotalBytes, now } = this.#options;
    if (maxTotalBytes === undefined) return undefined;
    const today = folder.calendar.dayOf(now());
    return oldestWithin(await measureDays(folder.dir), maxTotalBytes, today);
  }
}

function removalError(what: string, cause: Error): LogError {
  return new LogError(
    "LOG_CLEANUP_FAILED",
    `${what} could not be removed (${cause.message}); it is tried again in an hour.`,
    { cause },
  );
}
