import { describeValue, type LogError, type LogErrorCode } from "@org/log-core";
import { writeTo } from "./standard-stream.ts";

const REPEAT_AFTER_MS = 60_000;

/**
 * Passes on what goes wrong outside the caller's own calls: to `onError`, else to stderr, there one
 * line a minute for each code.
 */
export class ProblemReporter {
  readonly #onError: ((error: LogError) => void) | undefined;
  readonly #elapsedMs: () => number;
  readonly #saidAtMs = new Map<LogErrorCode, number>();
  #count = 0;
  #isTelling = false;

  constructor(onError: ((error: LogError) => void) | undefined, elapsedMs: () => number) {
    this.#onError = onError;
    this.#elapsedMs = elapsedMs;
  }

  /** How many problems there were. */
  get count(): number {
    return this.#count;
  }

  /** Reports one problem. Never throws. */
  report(error: LogError): void {
    this.#count += 1;
    // A handler that causes a problem by itself, say by logging, is not asked again meanwhile.
    if (this.#onError === undefined || this.#isTelling) return this.#say(error);
    this.#isTelling = true;
    try {
      void this.#follow(error, this.#onError(error));
    } catch (cause) {
      this.#failed(error, cause);
    } finally {
      this.#isTelling = false;
    }
  }

  /** A handler may be asynchronous, whatever its type says. */
  async #follow(error: LogError, answer: unknown): Promise<void> {
    try {
      await answer;
    } catch (cause) {
      this.#failed(error, cause);
    }
  }

  /** The bot's own handler failed: it must neither stop the logging nor hide the problem. */
  #failed(error: LogError, cause: unknown): void {
    this.#say(error);
    const reason = describeValue(cause instanceof Error ? cause.message : cause);
    writeTo(process.stderr, `log-writer: onError failed: ${reason}\n`);
  }

  #say(error: LogError): void {
    const nowMs = this.#elapsedMs();
    const saidAtMs = this.#saidAtMs.get(error.code);
    if (saidAtMs !== undefined && nowMs - saidAtMs < REPEAT_AFTER_MS) return;
    this.#saidAtMs.set(error.code, nowMs);
    writeTo(process.stderr, `log-writer: ${error.message} (${error.code})\n`);
  }
}
