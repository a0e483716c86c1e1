import { setTimeout } from "node:timers/promises";
import { type AliasReason, type LogError, type CalendarDay, type LogKind } from "@org/log-core";
import { AliasLog } from "./aliases/alias-log.ts";
import { readLink } from "./aliases/read-link.ts";
import { Appender, type Drainage } from "./append/appender.ts";
import { NotSyncedError } from "./append/day-file.ts";
import { createAppLogger } from "./entry/app-logger.ts";
import type { EntryContext } from "./entry/entry-context.ts";
import type { EntryFields } from "./entry/entry-fields.ts";
import { fitLine } from "./entry/fit-line.ts";
import { createLineFormatter, type LineFormatter } from "./entry/line-formatter.ts";
import { lineTime } from "./entry/line-time.ts";
import type { HttpRequest, WhatsAppMessage } from "./entry/inputs.ts";
import { messageEntry } from "./entry/message-entry.ts";
import { createPhoneReader } from "./entry/phone-reader.ts";
import type { Logger } from "./entry/pino.ts";
import { requestEntry } from "./entry/request-entry.ts";
import { createSecretRule } from "./entry/secrets.ts";
import { LogFolder } from "./folder/log-folder.ts";
import type { LogWriter, WriterMetrics } from "./log-writer.ts";
import { createFolderTagger } from "./mask/folder-tagger.ts";
import { maskContext } from "./mask/mask-context.ts";
import type { ResolvedWriterOptions } from "./options/writer-options.ts";
import { ProblemReporter } from "./problem-reporter.ts";
import { closeOnSignals, drainOnExit } from "./process-exit.ts";
import { ClockGuard } from "./retention/clock-guard.ts";
import { RetentionUpkeep } from "./retention/retention-upkeep.ts";
import { StdoutCopies } from "./stdout-copies.ts";
import {
  closedError,
  droppedError,
  expiredError,
  jumpError,
  lostError,
  syncError,
  writeError,
} from "./writer-errors.ts";

/** A disk on which nothing can be written at the end is given two seconds before its entries are given up. */
const CLOSE_RETRIES_MS = [50, 150, 300, 500, 1000] as const;

const EXPIRED_SAID_EVERY_MS = 60_000;

/** The names of the two logs that are no phone's. */
const APP = "app";
const REQUESTS = "requests";

/** A {@link LogWriter} over a folder. */
export class FolderLogWriter implements LogWriter {
  readonly appLogger: Logger;
  readonly #options: ResolvedWriterOptions;
  readonly #reporter: ProblemReporter;
  readonly #folder: LogFolder;
  readonly #appender: Appender;
  readonly #guard: ClockGuard;
  readonly #upkeep: RetentionUpkeep;
  readonly #copies: StdoutCopies;
  readonly #aliases: AliasLog;
  readonly #format: LineFormatter;
  /** For messages: their log is about one phone, and masking it would hide nothing. */
  readonly #context: EntryContext;
  /** For app.log and requests.log. */
  readonly #sharedContext: EntryContext;
  readonly #forgetProcess: (() => void)[];
  #expired = 0;
  #expiredSaidAtMs = Number.NEGATIVE_INFINITY;
  #isEnding = false;
  #closing: Promise<void> | undefined;

  /** @throws {LogError} `LOG_ZONE_CONFLICT`, `LOG_LAYOUT_INVALID`, `LOG_LAYOUT_NEWER` */
  constructor(options: ResolvedWriterOptions) {
    const { clock, bot, instance } = options;
    const now = (): number => clock.now();
    this.#options = options;
    this.#reporter = new ProblemReporter(options.onError, elapsedMs);
    const report = (error: LogError): void => this.#reporter.report(error);
    this.#folder = new LogFolder(options, report);
    this.#appender = this.#createAppender();
    this.#copies = new StdoutCopies({ now, report });
    this.#guard = new ClockGuard(now, elapsedMs, (jumpMs) => report(jumpError(jumpMs)));
    this.#upkeep = new RetentionUpkeep({
      folder: this.#folder,
      guard: this.#guard,
      now,
      maxTotalBytes: options.maxTotalBytes,
      onBeforeDelete: options.onBeforeDelete,
      report,
    });
    this.#context = {
      readPhone: createPhoneReader(),
      rule: createSecretRule(options.redact),
      limits: { maxStringChars: options.maxEntryBytes },
    };
    this.#sharedContext = options.maskPhones
      ? maskContext(this.#context, createFolderTagger(this.#folder.dir))
      : this.#context;
    this.#format = createLineFormatter({ bot, instance });
    const append = (line: string): boolean => this.#appender.appendAlias(line);
    const isWaiting = (): boolean => this.#appender.holdsAliases;
    this.#aliases = new AliasLog({ dir: this.#folder.dir, append, isWaiting, now, elapsedMs });
    this.appLogger = this.#createAppLogger(now);
    this.#forgetProcess = [
      drainOnExit({ drain: (isEnd) => this.#drain(isEnd) }),
      ...(options.closeOnSignals ? [closeOnSignals(this)] : []),
    ];
  }

  logWhatsAppMessage(message: WhatsAppMessage): boolean {
    this.#checkOpen();
    const entry = messageEntry(message, this.#now(), this.#context);
    const key = entry.fields.phone;
    const day = this.#folder.calendar.dayOf(entry.timeMs);
    if (message.time !== undefined && this.#isExpired(day)) {
      this.#expire(day);
      return true;
    }
    return key === undefined || this.#append("whatsapp", key, day, this.#formatEntry(entry));
  }

  logRequest(request: HttpRequest): boolean {
    this.#checkOpen();
    const entry = requestEntry(request, this.#now(), this.#sharedContext);
    const day = this.#folder.calendar.dayOf(entry.timeMs);
    return this.#append(REQUESTS, REQUESTS, day, this.#formatEntry(entry));
  }

  linkPhones(phones: readonly string[], reason: AliasReason = "same"): boolean {
    this.#checkOpen();
    const isTaken = this.#aliases.link(readLink(phones, reason, this.#context.readPhone), reason);
    if (this.#isEnding) this.#drain(true)?.();
    return isTaken;
  }

  async flush(): Promise<void> {
    const error = await this.#flushAll();
    if (error !== null) throw this.#flushError(error);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  metrics(): WriterMetrics {
    const counts = this.#appender.counts();
    return {
      ...counts,
      accepted: counts.accepted + this.#expired,
      expired: this.#expired,
      errors: this.#reporter.count,
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #now(): number {
    return this.#options.clock.now();
  }

  #formatEntry(entry: EntryFields): string {
    return fitLine(this.#format(entry), this.#options.maxEntryBytes);
  }

  #append(log: LogKind, key: string, day: CalendarDay, line: string): boolean {
    const { stdout } = this.#options;
    if (stdout === "all" || (stdout === "app" && log === "app")) this.#copies.write(line);
    const hasRoom = this.#appender.append(log, key, day, line);
    // Logged by an exit handler that runs after ours: there is no later.
    if (this.#isEnding) this.#drain(true)?.();
    return hasRoom;
  }

  /** Older than the retention keeps, by a clock that can be trusted. */
  #isExpired(day: CalendarDay): boolean {
    const oldestKept = this.#folder.oldestKept(this.#now());
    return oldestKept !== undefined && day < oldestKept && this.#guard.isTrusted();
  }

  #expire(day: CalendarDay): void {
    this.#expired += 1;
    // An import of an old history is one problem and not a million.
    const nowMs = elapsedMs();
    if (nowMs - this.#expiredSaidAtMs < EXPIRED_SAID_EVERY_MS) return;
    this.#expiredSaidAtMs = nowMs;
    this.#reporter.report(expiredError(day, this.#folder.retentionDays(), this.#expired));
  }

  #createAppender(): Appender {
    return new Appender(
      { ...this.#options, folder: this.#folder, elapsedMs },
      {
        failed: (error, waiting) => {
          const rest = `${waiting} entries wait in memory and are tried again`;
          this.#reporter.report(this.#failure(error, rest));
        },
        dropped: () => this.#reporter.report(droppedError(this.#options.maxBufferedBytes)),
        recovered: (lines) => this.#sayDropped(lines),
      },
    );
  }

  #createAppLogger(now: () => number): Logger {
    const { bot, instance, level } = this.#options;
    return createAppLogger(
      { base: { bot, instance }, level, now, context: this.#sharedContext },
      {
        write: (line) => this.#writeAppLine(line),
        flush: (callback) => void this.#flushThen(callback),
      },
    );
  }

  async #flushAll(): Promise<Error | null> {
    for (;;) {
      if (this.#aliases.waiting > 0) await this.#aliases.settle();
      const error = await this.#appender.flush();
      // What has been written has made room for links that waited for it.
      if (error !== null || this.#aliases.waiting === 0) return error;
    }
  }

  async #flushThen(callback: ((error?: Error) => void) | undefined): Promise<void> {
    const error = await this.#flushAll();
    // Out of the promise: what the callback throws is its owner's, like any other callback's.
    setImmediate(() => {
      callback?.(error === null ? undefined : this.#flushError(error));
    });
  }

  #flushError(error: Error): LogError {
    const rest =
      this.#closing === undefined ? "they are kept and tried again" : "the writer is closing";
    return this.#failure(error, rest);
  }

  #failure(error: Error, rest: string): LogError {
    const { dir } = this.#folder;
    return error instanceof NotSyncedError ? syncError(dir, error) : writeError(dir, error, rest);
  }

  #writeAppLine(line: string): void {
    // Loggers are handed around; one that outlives the writer must not make its owner fall.
    if (this.#closing !== undefined) return this.#reporter.report(closedError());
    const day = this.#folder.calendar.dayOf(lineTime(line) ?? this.#now());
    this.#append("app", APP, day, fitLine(line, this.#options.maxEntryBytes));
  }

  #sayDropped(dropped: number): void {
    if (this.#closing !== undefined) return;
    const msg = `${dropped} entries were dropped: the disk was slower than the bot and the buffer full`;
    const entry: EntryFields = {
      level: "warn",
      timeMs: this.#now(),
      msg,
      fields: { data: { dropped } },
    };
    const day = this.#folder.calendar.dayOf(entry.timeMs);
    this.#appender.appendOwn("app", APP, day, this.#formatEntry(entry));
  }

  #checkOpen(): void {
    if (this.#closing !== undefined) throw closedError();
  }

  #drain(isEnd: boolean): (() => void) | undefined {
    this.#isEnding = isEnd;
    // Only in a process that goes on after all, where somebody else has emitted `exit`.
    if (isEnd) setImmediate(() => (this.#isEnding = false)).unref();
    let drained: Drainage;
    do {
      this.#aliases.settleNow();
      drained = this.#appender.drain();
      // As long as everything can be written there is room for more of the links.
    } while (drained.left === 0 && this.#aliases.waiting > 0);
    const left = drained.left + this.#aliases.waiting;
    const { error } = drained;
    if (left > 0) return () => this.#reporter.report(lostError(this.#folder.dir, left, error));
    if (!(error instanceof NotSyncedError)) return undefined;
    return () => this.#reporter.report(syncError(this.#folder.dir, error));
  }

  /** Flushes, with pauses where nothing could be written; errors that pass cost no patience. */
  async #flushOrGiveUp(): Promise<Error | null> {
    let { written } = this.#appender.counts();
    let notSynced: Error | null = null;
    for (let pause = 0; ;) {
      const error = await this.#flushAll();
      // Nothing is left to be tried, and nothing makes it good.
      if (error instanceof NotSyncedError) notSynced = error;
      if (error === null) return notSynced;
      const writtenBefore = written;
      ({ written } = this.#appender.counts());
      if (written > writtenBefore) pause = 0;
      const waitMs = CLOSE_RETRIES_MS[pause];
      if (waitMs === undefined) return error;
      await setTimeout(waitMs);
      pause += 1;
    }
  }

  async #close(): Promise<void> {
    const error = await this.#flushOrGiveUp();
    await this.#upkeep.stop();
    this.#aliases.stop();
    const { entries, aliases } = await this.#appender.close();
    const lost = entries + aliases + this.#aliases.waiting;
    for (const forget of this.#forgetProcess) forget();
    if (lost === 0 && error instanceof NotSyncedError) throw this.#failure(error, "");
    if (lost === 0) return;
    this.#reporter.report(lostError(this.#folder.dir, lost));
    throw writeError(this.#folder.dir, error, `${lost} entries were given up`);
  }
}

/** Monotonic time in ms: no setting of the clock moves it. */
function elapsedMs(): number {
  return performance.now();
}
