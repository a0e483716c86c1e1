import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { tellParent } from "../child-process.ts";
import type { Subject } from "../write/subject.ts";
import { SUBJECTS, type SubjectName } from "../write/subjects.ts";
import { createWorkload, type Workload } from "../write/workload.ts";
import { HOSTILE } from "./hostile-data.ts";
import { shiftClock } from "./shifted-clock.ts";
import { slowDown } from "./slow-disk.ts";

/** What the bots of the faults suite are started as. */
export const FAULT_BOT = "fault-bot";

/** Which entries a bot logs, and how. */
interface LogCommand {
  readonly do: "log";
  readonly from: number;
  readonly to: number;
  /** Each so-manieth from `from` on: other processes log those between. Default 1. */
  readonly step?: number;
  /** Evenly over this time. Default: as fast as the logger takes them. */
  readonly durationMs?: number;
  /** All in one turn of the event loop, without heeding what the logger asks for. Default: false. */
  readonly atOnce?: boolean;
  /** Data that loggers do not like instead of the usual. */
  readonly hostile?: boolean;
  /** How the process ends in the same turn as the last call. Default: it does not. */
  readonly endsBy?: "exit" | "throw";
}

/** What a bot is told, one at a time. */
export type BotCommand =
  | { readonly do: "clock"; readonly shiftMs: number }
  | { readonly do: "slow-disk" }
  | {
      readonly do: "start";
      readonly subject: SubjectName;
      readonly dir: string;
      readonly entries: number;
      readonly phones: number;
    }
  | LogCommand
  | { readonly do: "eat-descriptors" | "free-descriptors" | "hangup" | "finish" | "leave" };

/** What a bot answers to each. */
export interface BotReply {
  /** Calls that threw into the bot so far. */
  readonly thrown: number;
  readonly peakRssBytes: number;
}

const ENTRIES_PER_TURN = 64;
/** A logger that never takes more again must not keep the bot from going on. */
const MAX_WAIT_MS = 2_000;

/** The child's side: does what it is told, as a bot that survives what a bot can survive. */
export function runFaultBot(): Promise<void> {
  const bot = new FaultBot();
  return new Promise(() => {
    process.on("message", (command: BotCommand) => void bot.obeyAndTell(command));
  });
}

class FaultBot {
  #thrown = 0;
  #subject: Subject | undefined;
  #workload: Workload | undefined;
  readonly #eaten: number[] = [];

  async obeyAndTell(command: BotCommand): Promise<void> {
    await this.#obey(command);
    const peakRssBytes = process.resourceUsage().maxRSS * 1024;
    tellParent({ thrown: this.#thrown, peakRssBytes } satisfies BotReply);
  }

  async #obey(command: BotCommand): Promise<void> {
    switch (command.do) {
      case "clock":
        return shiftClock(command.shiftMs);
      case "slow-disk":
        return slowDown();
      case "start":
        this.#workload = createWorkload(command);
        this.#subject = await (await SUBJECTS[command.subject].load()).createSubject(command.dir);
        return;
      case "log":
        return this.#log(command);
      case "eat-descriptors":
        return this.#eat();
      case "free-descriptors":
        return this.#eaten.splice(0).forEach((fd) => closeSync(fd));
      case "hangup":
        return this.#hangUp();
      case "finish":
        return this.#subject?.finish();
      case "leave":
        return process.exit(0);
    }
  }

  async #log(command: LogCommand): Promise<void> {
    const { from, to, step = 1, hostile = false, atOnce = false } = command;
    const pace = makePace(command);
    for (let number = from; number < to; number += step) {
      const takesMore = this.#logOne(number, hostile);
      if (atOnce) continue;
      if (!takesMore) await this.#drained();
      await pace(number);
    }
    if (command.endsBy === "exit") process.exit(0);
    if (command.endsBy === "throw") setImmediate(throwUncaught);
  }

  #logOne(number: number, hostile: boolean): boolean {
    const message = this.#workload?.(number);
    if (message === undefined || this.#subject === undefined) throw new Error("not started");
    const data = hostile ? HOSTILE[number % HOSTILE.length]?.() : undefined;
    try {
      return this.#subject.log(data === undefined ? message : { ...message, data });
    } catch {
      this.#thrown += 1;
      return true;
    }
  }

  /** Waits as long as a bot would; a logger may also say there that it cannot write. */
  async #drained(): Promise<void> {
    const drained = this.#subject?.drained().catch(() => undefined);
    await Promise.race([drained, sleep(MAX_WAIT_MS, undefined, { ref: false })]);
  }

  #eat(): void {
    for (;;) {
      try {
        this.#eaten.push(openSync("/dev/null", "r"));
      } catch {
        return;
      }
    }
  }

  /** What logrotate's `postrotate` sends, given to those that offer something for it. */
  #hangUp(): void {
    if (this.#subject?.reopen !== undefined) this.#subject.reopen();
    // Without a listener the real signal would end the process.
    else if (process.listenerCount("SIGHUP") > 0) process.emit("SIGHUP", "SIGHUP");
  }
}

/** Makes what a bot waits for after each entry: its turn of the event loop, or its time. */
function makePace({ from, to, durationMs = 0 }: LogCommand): (number: number) => Promise<unknown> {
  const startedMs = performance.now();
  let logged = 0;
  return (number) => {
    logged += 1;
    const dueMs = startedMs + (durationMs * (number - from)) / (to - from);
    const earlyMs = dueMs - performance.now();
    if (earlyMs >= 1) return sleep(earlyMs);
    return logged % ENTRIES_PER_TURN === 0 ? new Promise(setImmediate) : Promise.resolve();
  };
}

function throwUncaught(): never {
  throw new Error("an exception that nobody catches");
}
