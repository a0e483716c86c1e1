import { setImmediate } from "node:timers/promises";
import { monotonicMs } from "./monotonic-ms.ts";

/** How long other work in the process may have to wait for a query. */
const TURN_MS = 8;

/** Lets others run between the steps of a long job, and ends it when it is to stop. */
export class Pacer {
  readonly #checkStop: () => void;
  #turnBegan = monotonicMs();

  /** @param checkStop - Throws when the job is to end. */
  constructor(checkStop: () => void) {
    this.#checkStop = checkStop;
  }

  /** To be called between steps. Costs nothing to speak of while the turn lasts. */
  async step(): Promise<void> {
    if (this.isDue()) await this.rest();
    else this.#checkStop();
  }

  /** Whether the turn is over. */
  isDue(): boolean {
    return monotonicMs() - this.#turnBegan > TURN_MS;
  }

  /** Lets others run. */
  async rest(): Promise<void> {
    await setImmediate();
    this.#turnBegan = monotonicMs();
    this.#checkStop();
  }

  /** Ends the job if it is to stop. */
  check(): void {
    this.#checkStop();
  }
}
