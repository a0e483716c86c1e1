import { formatTime, LogError } from "@org/log-core";
import { writeTo } from "./standard-stream.ts";

/** Copies that wait while whoever reads stdout does not; Node would let them grow for ever. */
const MAX_WAITING_MIB = 16;
const MAX_WAITING_BYTES = MAX_WAITING_MIB * 1024 * 1024;

/** What copies need of their writer. */
export interface StdoutCopiesOptions {
  readonly now: () => number;
  readonly report: (error: LogError) => void;
}

/**
 * Copies of lines on stdout, for containers. They cost a bot neither its life nor its memory: when
 * nobody reads them they are left out, which is said at once, and in a line there when it is over.
 */
export class StdoutCopies {
  readonly #options: StdoutCopiesOptions;
  #leftOut = 0;

  constructor(options: StdoutCopiesOptions) {
    this.#options = options;
  }

  /** Copies one line, line feed included. */
  write(line: string): void {
    const waitingBytes = process.stdout.writableLength;
    if (waitingBytes > (this.#leftOut === 0 ? MAX_WAITING_BYTES : MAX_WAITING_BYTES / 2)) {
      return this.#leaveOut();
    }
    if (this.#leftOut > 0) this.#sayLeftOut();
    writeTo(process.stdout, line);
  }

  #leaveOut(): void {
    this.#leftOut += 1;
    if (this.#leftOut > 1) return;
    this.#options.report(
      new LogError(
        "LOG_STDOUT_STALLED",
        `Nobody reads stdout: ${MAX_WAITING_MIB} MiB wait for it, and further copies are left out until it ` +
          `is read. The files have every line. See to whatever collects it, or set stdout: false.`,
      ),
    );
  }

  #sayLeftOut(): void {
    const leftOut = this.#leftOut;
    this.#leftOut = 0;
    const line = {
      level: "warn",
      time: formatTime(this.#options.now()),
      data: { leftOut },
      msg: `${leftOut} lines were left out here, since nobody read them; the files have them`,
    };
    writeTo(process.stdout, `${JSON.stringify(line)}\n`);
  }
}
