/** What calls took, in ns. */
export interface CallTimes {
  readonly p50Ns: number;
  readonly p99Ns: number;
  readonly p999Ns: number;
  /** What an empty measurement takes: it is part of each figure above. */
  readonly timerNs: number;
}

const TIMER_SAMPLES = 20_000;
/** Calls at the start that do not count: the code is not compiled yet, the file is not open. */
const WARM_UP_SHARE = 0.2;

/** Sums up the times of calls, in the order in which they were made. */
export function summarise(callNs: Float64Array): CallTimes {
  const warm = callNs.slice(Math.floor(callNs.length * WARM_UP_SHARE)).toSorted();
  return {
    p50Ns: quantile(warm, 0.5),
    p99Ns: quantile(warm, 0.99),
    p999Ns: quantile(warm, 0.999),
    timerNs: quantile(timeTimer().toSorted(), 0.5),
  };
}

/** The value that a share of the sorted samples does not exceed. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(Math.ceil(sorted.length * share), sorted.length) - 1] ?? 0;
}

function timeTimer(): Float64Array {
  return Float64Array.from({ length: TIMER_SAMPLES }, () => {
    const before = process.hrtime.bigint();
    return Number(process.hrtime.bigint() - before);
  });
}
