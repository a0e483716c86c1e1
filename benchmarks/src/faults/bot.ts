import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnd, nextReport, readComplaint, startChild } from "../child-process.ts";
import { FAULT_BOT, type BotCommand, type BotReply } from "./fault-bot.ts";

/** How a bot is started. */
export interface BotOptions {
  readonly cwd: string;
  /** Descriptors it may have. Default: plenty. */
  readonly descriptors?: number;
}

const PLENTY_OF_DESCRIPTORS = 4_096;
/** Nothing that a bot is told takes nearly so long. */
const HUNG_AFTER_MS = 60_000;

/**
 * A bot under our control. It does not throw when its process ends or hangs: that is what is looked
 * for, and what it is told afterwards falls on deaf ears.
 */
export class Bot {
  readonly #child: ChildProcess;
  readonly #ended: Promise<string>;
  readonly #complaint: () => string;
  #isGone = false;
  /** The process ended by itself although nothing had told it to. */
  crashed: string | undefined;
  /** What it was told and never did. */
  hungAt: BotCommand["do"] | undefined;
  thrown = 0;
  peakRssBytes = 0;

  constructor({ cwd, descriptors = PLENTY_OF_DESCRIPTORS }: BotOptions) {
    const env = { TZ: "Europe/Rome" };
    this.#child = startChild({ role: FAULT_BOT, cwd, descriptors, env });
    this.#complaint = readComplaint(this.#child);
    this.#ended = childEnd(this.#child);
  }

  /** Tells it something and waits until it has done it. */
  async do(command: BotCommand): Promise<void> {
    if (this.#isGone) return;
    const answer = await this.#send(command);
    // Killed by us meanwhile.
    if (this.#isGone) return;
    if (answer === undefined) return this.#hang(command.do);
    if (typeof answer === "string") return this.#crash(answer);
    this.thrown = answer.thrown;
    this.peakRssBytes = answer.peakRssBytes;
  }

  /** Tells it something that ends it, as it is meant to. */
  async end(command: BotCommand): Promise<void> {
    if (this.#isGone) return;
    this.#child.send(command);
    const how = await Promise.race([this.#ended, hangs()]);
    if (how === undefined) this.#hang(command.do);
    this.#isGone = true;
  }

  /** Ends it from outside: at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.#isGone = true;
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  #send(command: BotCommand): Promise<BotReply | string | undefined> {
    const answer = nextReport<BotReply>(this.#child);
    this.#child.send(command, () => undefined);
    return Promise.race([answer, this.#ended, hangs()]);
  }

  #hang(at: BotCommand["do"]): void {
    this.hungAt = at;
    // One whose end never comes may still be told to leave.
    if (at === "finish") return;
    this.#isGone = true;
    this.#child.kill("SIGKILL");
  }

  #crash(how: string): void {
    this.#isGone = true;
    const complaint = this.#complaint();
    this.crashed = complaint === "" ? how : complaint;
  }
}

function hangs(): Promise<undefined> {
  return sleep(HUNG_AFTER_MS, undefined, { ref: false });
}
