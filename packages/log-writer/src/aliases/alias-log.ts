import { formatAlias, formatTime, parseAlias, type Alias, type AliasReason } from "@org/log-core";
import { aliasChunks, aliasStamp } from "./alias-files.ts";

/** What an alias log needs. */
export interface AliasLogOptions {
  readonly dir: string;
  /** Takes a line for the alias file, line feed included; `false` if there is no room for it. */
  readonly append: (line: string) => boolean;
  /** Whether lines that were taken are not in the file yet. */
  readonly isWaiting: () => boolean;
  readonly now: () => number;
  /** Monotonic time in ms. */
  readonly elapsedMs: () => number;
}

/** Links that wait until it is known what the files hold already: a whole address book may come at once. */
const MAX_WAITING = 100_000;
/** Pairs known to be in the files, about 100 bytes each; beyond it the oldest is forgotten. */
const MAX_KNOWN = 300_000;
/**
 * How often it is asked at most whether the files have changed: lines may have been erased, or all with
 * the folder, and what is reported after that must be written again.
 */
const LOOK_AGAIN_MS = 200;
/** If they have, they are read again, but not for more than a fiftieth of the time. */
const READING_SHARE = 50;
/** A line of ours that is younger, or has waited for the disk since, may be on its way to the file still. */
const FRESH_MS = 1000;
/** When links that there was no room for are handed on again, unless somebody flushes before. */
const ROOM_AGAIN_MS = 100;

/**
 * Writes each link once, however often it is reported and however often the bot is started: at the
 * first one it reads what the folder's files hold, in small steps beside the bot's own work.
 */
export class AliasLog {
  readonly #options: AliasLogOptions;
  readonly #waiting = new Map<string, Alias>();
  /** Pairs that are in the files or on their way; `undefined` until they have been read. */
  #known: Set<string> | undefined;
  /** What was known until it had to be read again: it stays so where it cannot be read now. */
  #knownBefore: Set<string> | undefined;
  #reading: Generator<void, PairsRead> | undefined;
  #settled: (() => void)[] = [];
  /** When the pairs that may be on their way were written, oldest first. */
  readonly #fresh = new Map<string, number>();
  #waitedAtMs = Number.NEGATIVE_INFINITY;
  #roomTimer: NodeJS.Timeout | undefined;
  #stamp: string | undefined;
  #lookAtMs = 0;
  #readingMs = 0;

  constructor(options: AliasLogOptions) {
    this.#options = options;
  }

  /** Whether links wait for the files to be read. */
  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /** Links that were taken and have not been handed on: they wait for the files to be read, or for room. */
  get waiting(): number {
    return this.#waiting.size;
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

  /** Resolves when everything taken so far has been handed on to be written, as far as there is room. */
  settle(): Promise<void> {
    if (this.isReading) return new Promise((resolve) => this.#settled.push(resolve));
    this.#handOn();
    return Promise.resolve();
  }

  /** Hands on what waits without the event loop, at exit; as far as there is room. */
  settleNow(): void {
    while (this.isReading) this.#step();
    this.#handOn();
  }

  /** Hands nothing on any more: who writes it has ended. */
  stop(): void {
    clearTimeout(this.#roomTimer);
  }

  #take(alias: Alias): boolean {
    const pair = pairOf(alias.ids);
    if (this.#known !== undefined) return this.#known.has(pair) || this.#write(pair, alias);
    if (this.#waiting.size >= MAX_WAITING) return false;
    if (!this.#waiting.has(pair)) this.#waiting.set(pair, alias);
    return true;
  }

  /** Said to be taken, links are kept until there is room for them. */
  #handOn(): void {
    clearTimeout(this.#roomTimer);
    for (const [pair, alias] of this.#waiting) {
      if (this.#known?.has(pair) !== true && !this.#write(pair, alias)) {
        this.#roomTimer = setTimeout(() => void this.settle(), ROOM_AGAIN_MS).unref();
        return;
      }
      this.#waiting.delete(pair);
    }
  }

  #write(pair: string, alias: Alias): boolean {
    this.#forgetFresh();
    if (!this.#options.append(`${formatAlias(alias)}\n`)) return false;
    if (this.#known !== undefined) remember(this.#known, pair);
    this.#fresh.delete(pair);
    this.#fresh.set(pair, this.#options.elapsedMs());
    if (this.#fresh.size > MAX_KNOWN) forgetOldest(this.#fresh);
    // The files change now; if they look as before, they have been removed since.
    this.#stamp = undefined;
    return true;
  }

  /** On a full disk lines wait for hours: reported again meanwhile, they must not be written again. */
  #forgetFresh(): void {
    const nowMs = this.#options.elapsedMs();
    if (this.#options.isWaiting()) this.#waitedAtMs = nowMs;
    const oldestMs = nowMs - FRESH_MS;
    if (this.#waitedAtMs > oldestMs) return;
    for (const [pair, writtenAtMs] of this.#fresh) {
      if (writtenAtMs > oldestMs) return;
      this.#fresh.delete(pair);
    }
  }

  /** Somebody may have been erased since, or another process may have written. */
  #lookAgain(): void {
    const nowMs = this.#options.elapsedMs();
    if (this.#known === undefined || nowMs < this.#lookAtMs) return;
    this.#lookAtMs = nowMs + LOOK_AGAIN_MS;
    const stamp = stampOf(this.#options.dir);
    // Without descriptors nothing can be looked at, and nothing is known to have changed.
    if (stamp === undefined || stamp === this.#stamp) return;
    this.#knownBefore = this.#known;
    this.#known = undefined;
  }

  #begin(): void {
    if (this.isReading) return;
    this.#readingMs = 0;
    this.#stamp = stampOf(this.#options.dir);
    this.#reading = readPairs(this.#options.dir);
    setImmediate(() => this.#stepOn());
  }

  #stepOn(): void {
    this.#step();
    if (this.isReading) setImmediate(() => this.#stepOn());
  }

  #step(): void {
    const startMs = this.#options.elapsedMs();
    const step = this.#reading?.next();
    const nowMs = this.#options.elapsedMs();
    this.#readingMs += nowMs - startMs;
    if (step?.done !== true) return;
    this.#reading = undefined;
    this.#lookAtMs = nowMs + Math.max(LOOK_AGAIN_MS, this.#readingMs * READING_SHARE);
    this.#known = this.#learn(step.value);
    this.#knownBefore = undefined;
    this.#handOn();
    for (const settled of this.#settled.splice(0)) settled();
  }

  #learn({ pairs, isWhole }: PairsRead): Set<string> {
    this.#addFresh(pairs);
    if (isWhole) return pairs;
    this.#stamp = undefined;
    for (const pair of this.#knownBefore ?? []) remember(pairs, pair);
    return pairs;
  }

  /** What was not in the files is on its way to them, or was erased from them: that is to be seen later. */
  #addFresh(known: Set<string>): void {
    this.#forgetFresh();
    for (const pair of this.#fresh.keys()) {
      if (known.has(pair)) continue;
      remember(known, pair);
      this.#stamp = undefined;
    }
  }
}

/** What reading the files came to. */
interface PairsRead {
  readonly pairs: Set<string>;
  /** Whether all of them could be read. */
  readonly isWhole: boolean;
}

/** The pairs that the folder's files hold, read step by step. */
function* readPairs(dir: string): Generator<void, PairsRead> {
  const pairs = new Set<string>();
  try {
    for (const text of aliasChunks(dir)) {
      for (const pair of pairsIn(text)) remember(pairs, pair);
      yield;
    }
  } catch {
    // What cannot be read is written once more: twice the same is no harm, a missing link is one.
    return { pairs, isWhole: false };
  }
  return { pairs, isWhole: true };
}

function pairsIn(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const parsed = parseAlias(line);
    return parsed.kind === "alias" ? [pairOf(parsed.alias.ids)] : [];
  });
}

function remember(pairs: Set<string>, pair: string): void {
  pairs.add(pair);
  if (pairs.size > MAX_KNOWN) forgetOldest(pairs);
}

function forgetOldest(pairs: Set<string> | Map<string, number>): void {
  const [oldest] = pairs.keys();
  if (oldest !== undefined) pairs.delete(oldest);
}

/** Which of the two is the new one does not matter: they are linked. */
function pairOf([first, second]: Alias["ids"]): string {
  return first < second ? `${first} ${second}` : `${second} ${first}`;
}

/** As `aliasStamp`; `undefined` where they cannot be looked at now. */
function stampOf(dir: string): string | undefined {
  try {
    return aliasStamp(dir);
  } catch {
    // Without a descriptor, or not to be read by this user: it is looked at again.
    return undefined;
  }
}
