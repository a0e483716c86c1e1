import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { systemErrorCode } from "@org/log-core";
import { rotate } from "../rotate.ts";
import type { Comparison, ReadSubject } from "./comparison.ts";

/** Wall times in ms, by the subject's id. */
export type ReadRound = ReadonlyMap<string, number>;

/** What came out of a comparison. */
export interface ComparisonResult {
  readonly comparison: Comparison;
  readonly rounds: readonly ReadRound[];
  /** Entries that every subject has found; `undefined` if none says. */
  readonly found: number | undefined;
  /** Subjects whose program this machine does not have. */
  readonly missing: ReadonlySet<string>;
}

/**
 * Runs all subjects of a comparison in turn, several times over, each round beginning with another.
 * Before that each runs once for its answer, which fills the system's cache; for a slow one that is
 * its only round.
 * @throws {Error} if a subject fails, or if two find different numbers of entries
 */
export function runRounds(comparison: Comparison, rounds: number): ComparisonResult {
  const { found, first, missing } = checkAnswers(comparison);
  const timed = comparison.subjects.filter(({ id, isSlow }) => isSlow !== true && !missing.has(id));
  const measured = Array.from({ length: rounds }, (_, round) => {
    const times = new Map(round === 0 ? first : []);
    for (const subject of rotate(timed, round)) {
      const tookMs = time(subject, "ignore")?.tookMs;
      if (tookMs !== undefined) times.set(subject.id, tookMs);
    }
    return times;
  });
  return { comparison, rounds: measured, found, missing };
}

function checkAnswers({ name, subjects }: Comparison) {
  const missing = new Set<string>();
  const first = new Map<string, number>();
  let found: number | undefined;
  for (const subject of subjects) {
    const run = time(subject, "pipe");
    if (run === undefined) {
      if (subject.command !== undefined) missing.add(subject.id);
      continue;
    }
    if (subject.isSlow === true) first.set(subject.id, run.tookMs);
    if (subject.countFound === undefined) continue;
    const own = subject.countFound(run.stdout);
    found ??= own;
    if (own !== found) throw new Error(`${name}: ${subject.title} found ${own}, not ${found}.`);
  }
  return { found, first, missing };
}

/** Runs a subject once; `undefined` if it cannot, or if its program is not installed. */
function time(
  { title, command, exitCode = 0 }: ReadSubject,
  stdout: "ignore" | "pipe",
): { tookMs: number; stdout: string } | undefined {
  if (command === undefined) return undefined;
  const [program, ...args] = command;
  const began = performance.now();
  const run = spawnSync(program, args, {
    stdio: ["ignore", stdout, "pipe"],
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const tookMs = performance.now() - began;
  if (isMissing(run)) return undefined;
  if (run.status !== exitCode) throw new Error(`${title} ended with ${run.status}: ${run.stderr}`);
  return { tookMs, stdout: run.stdout ?? "" };
}

/** 127 is what a shell ends with that has not found the last program of its pipe. */
function isMissing({ error, status }: SpawnSyncReturns<string>): boolean {
  return (error !== undefined && systemErrorCode(error) === "ENOENT") || status === 127;
}
