/** Zone changes happen on quarter hours: within one, an hour begins at its start or not at all. */
const BUCKET_MS = 15 * 60_000;
/** Quarter hours of a quarter of a year. */
const MAX_CACHED_BUCKETS = 10_000;

/** Which hour, 0 to 23, a clock in a zone shows. */
export function createHourOfDay(timeZone: string): (timeMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hour: "2-digit",
    hourCycle: "h23",
  });
  // Asking costs 2 µs; nearly every call asks about the quarter hour of the call before.
  const hours = new Map<number, number>();
  let lastBucket = Number.NaN;
  let lastHour = 0;

  function computeHour(timeMs: number): number {
    return Number(format.format(timeMs));
  }

  function hourOfBucket(bucket: number): number {
    const cached = hours.get(bucket);
    if (cached !== undefined) return cached;
    const first = computeHour(bucket * BUCKET_MS);
    // Clocks of before 1900 were off by odd minutes: such a quarter hour has two hours.
    const hour = first === computeHour((bucket + 1) * BUCKET_MS - 1) ? first : -1;
    if (hours.size === MAX_CACHED_BUCKETS) hours.clear();
    hours.set(bucket, hour);
    return hour;
  }

  return (timeMs) => {
    const bucket = Math.floor(timeMs / BUCKET_MS);
    if (bucket !== lastBucket) {
      lastHour = hourOfBucket(bucket);
      lastBucket = bucket;
    }
    return lastHour < 0 ? computeHour(timeMs) : lastHour;
  };
}
