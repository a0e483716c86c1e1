import { formatAlias, formatTime, parseAlias, type Alias, type AliasReason } from "@org/log-core";
import { aliasChunks, aliasStamp } from "./alias-files.ts";

/** What an alias log needs. */
export interface AliasLogOptions {
  readonly dir: string;
  /** Takes a line for the alias file, line feed included; `false` if there is no room for it. */
  readonly append: (line: string) => boolean;
  readonly now: () => number;
  /** Monotonic time in ms. */
  readonly elapsedMs: () => number;
}

/** Links that wait until it is known what the files hold already: a whole address book may come at once. */
const MAX_WAITING = 100_000;
/** Pairs known to be in the files, about 100 bytes each; beyond it the oldest is forgotten. */
const MAX_KNOWN = 300_000;
/** How often it is asked whether lines were erased, so that what is reported still is written again. */
const LOOK_AGAIN_MS = 5 * 60_000;

/**
 * Writes each link once, however often it is reported and however often the bot is started: at the
 * first one it reads what the folder's files hold, in small steps beside the bot's own work.
 */
export class AliasLog {
  readonly #options: AliasLogOptions;
  readonly #waiting = new Map<string, Alias>();
  /** Pairs that are in the files or on their way; `undefined` until they have been read. */
  #known: Set<string> | undefined;
  #reading: Generator<void, Set<string>> | undefined;
  #settled: (() => void)[] = [];
  #stamp = "";
  #readAtMs = 0;

  constructor(options: AliasLogOptions) {
    this.#options = options;
  }

  /** Whether links wait for the files to be read. */
  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /**
   * Takes links.
   * @returns false if one could not be taken for want of room; it is when it is reported again
   */
  link(pairs: readonly Alias["ids"][], reason: AliasReason): boolean {
    if (pairs.length === 0) return true;
    const time = formatTime(this.#options.now());
    let isTaken = true;
    this.#lookAgain();
    for (const ids of pairs) isTaken = this.#take({ time, ids, reason }) && isTaken;
    if (this.#known === undefined) this.#begin();
    return isTaken;
  }

  /** Resolves when everything taken so far has been handed on to be written. */
  settle(): Promise<void> {
    if (!this.isReading) return Promise.resolve();
    return new Promise((resolve) => this.#settled.push(resolve));
  }

  /** Hands on what waits without the event loop, at exit. */
  settleNow(): void {
    while (this.isReading) this.#step();
  }

  #take(alias: Alias): boolean {
    const pair = pairOf(alias.ids);
    if (this.#known !== undefined) return this.#known.has(pair) || this.#write(pair, alias);
    if (this.#waiting.size >= MAX_WAITING) return false;
    if (!this.#waiting.has(pair)) this.#waiting.set(pair, alias);
    return true;
  }

  #write(pair: string, alias: Alias): boolean {
    if (!this.#options.append(`${formatAlias(alias)}\n`)) return false;
    if (this.#known !== undefined) remember(this.#known, pair);
    return true;
  }

  /** Somebody may have been erased since, or another process may have written. */
  #lookAgain(): void {
    const nowMs = this.#options.elapsedMs();
    if (this.#known === undefined || nowMs - this.#readAtMs < LOOK_AGAIN_MS) return;
    this.#readAtMs = nowMs;
    if (stampOf(this.#options.dir) !== this.#stamp) this.#known = undefined;
  }

  #begin(): void {
    if (this.isReading) return;
    this.#readAtMs = this.#options.elapsedMs();
    this.#stamp = stampOf(this.#options.dir);
    this.#reading = readPairs(this.#options.dir);
    setImmediate(() => this.#stepOn());
  }

  #stepOn(): void {
    this.#step();
    if (this.isReading) setImmediate(() => this.#stepOn());
  }

  #step(): void {
    const step = this.#reading?.next();
    if (step?.done !== true) return;
    this.#reading = undefined;
    this.#known = step.value;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [pair, alias] of waiting) {
      if (!step.value.has(pair)) this.#write(pair, alias);
    }
    for (const settled of this.#settled.splice(0)) settled();
  }
}

/** The pairs that the folder's files hold, read step by step. */
function* readPairs(dir: string): Generator<void, Set<string>> {
  const pairs = new Set<string>();
  try {
    for (const text of aliasChunks(dir)) {
      for (const pair of pairsIn(text)) remember(pairs, pair);
      yield;
    }
  } catch {
    // What cannot be read is written once more: twice the same is no harm, a missing link is one.
  }
  return pairs;
}

function pairsIn(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const parsed = parseAlias(line);
    return parsed.kind === "alias" ? [pairOf(parsed.alias.ids)] : [];
  });
}

function remember(pairs: Set<string>, pair: string): void {
  pairs.add(pair);
  if (pairs.size <= MAX_KNOWN) return;
  const [oldest] = pairs;
  if (oldest !== undefined) pairs.delete(oldest);
}

/** Which of the two is the new one does not matter: they are linked. */
function pairOf([first, second]: Alias["ids"]): string {
  return first < second ? `${first} ${second}` : `${second} ${first}`;
}

function stampOf(dir: string): string {
  try {
    return aliasStamp(dir);
  } catch {
    // Not to be read now; if that changes, so does this.
    return "unreadable";
  }
}
