import { rotate } from "../rotate.ts";
import { measureSubject, type Measurement } from "./measure-subject.ts";
import type { Scenario } from "./scenario.ts";
import type { SubjectName } from "./subjects.ts";

/** How a comparison is run. */
export interface CompareOptions {
  readonly scenario: Scenario;
  readonly subjects: readonly SubjectName[];
  readonly entries: number;
  readonly repeats: number;
  readonly timeoutMs: number;
  /** Told after each run. */
  readonly progress: (text: string) => void;
}

/** One round: every subject once, one after the other. Ratios are taken within a round. */
export type Round = ReadonlyMap<SubjectName, Measurement>;

/**
 * Runs all subjects in turn, several times over, each round beginning with another subject: what the
 * machine does beside falls on all of them. A subject that did not finish is not run again.
 */
export async function compare(options: CompareOptions): Promise<readonly Round[]> {
  const rounds: Map<SubjectName, Measurement>[] = [];
  const unfinished = new Map<SubjectName, Measurement>();
  for (let repeat = 0; repeat < options.repeats; repeat += 1) {
    const round = new Map<SubjectName, Measurement>(unfinished);
    rounds.push(round);
    for (const subject of rotate(options.subjects, repeat)) {
      if (unfinished.has(subject)) continue;
      const { scenario, entries, timeoutMs } = options;
      const { phones } = scenario;
      const descriptors = scenario.descriptors(subject);
      const result = await measureSubject({ subject, entries, phones, descriptors, timeoutMs });
      round.set(subject, result);
      if (result.wallMs === undefined) unfinished.set(subject, result);
      options.progress(`${phones} phones, round ${repeat + 1}: ${subject} ${describe(result)}`);
    }
  }
  return rounds;
}

function describe({
  wallMs,
  cpuMs,
  distinct,
  doubled,
  lateMs,
  thrown,
  failure,
}: Measurement): string {
  if (wallMs === undefined) return `did not finish (${failure}), ${distinct} lines on disk`;
  const perSecond = Math.round((distinct / wallMs) * 1000);
  const cpuUs = (((cpuMs ?? 0) * 1000) / distinct).toFixed(1);
  const late = lateMs > 0 ? `, ${Math.round(lateMs)} ms of it after its end` : "";
  const threw = thrown > 0 ? `, ${thrown} calls threw` : "";
  const twice = doubled > 0 ? `, ${doubled} doubled` : "";
  return `${perSecond}/s, ${cpuUs} µs CPU an entry, ${distinct} lines on disk${threw}${twice}${late}`;
}
