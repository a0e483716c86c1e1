import { median } from "../median.ts";
import type { Sample } from "./soak-bot.ts";

/** Something that must not grow with the hours. */
export interface Watched {
  readonly title: string;
  readonly unit: string;
  /** What may come on top over the whole run: noise, not a leak. */
  readonly limit: number;
  /** Over fewer hours it swings more than it could leak. Default: any time is enough. */
  readonly minHours?: number;
  readonly of: (sample: Sample) => number | undefined;
}

const MB = 1e6;

/** What is watched. */
export const WATCHED: readonly Watched[] = [
  { title: "RSS", unit: "MB", limit: 16, of: ({ rssBytes }) => rssBytes / MB },
  { title: "memory in use", unit: "MB", limit: 4, of: ({ heapBytes }) => heapBytes / MB },
  {
    title: "descriptors",
    unit: "",
    limit: 16,
    minHours: 1,
    of: ({ descriptors }) => descriptors,
  },
  { title: "timers", unit: "", limit: 2, of: ({ timers }) => timers },
  { title: "handles and requests", unit: "", limit: 8, of: ({ others }) => others },
];

/** How one watched figure went. */
export interface Growth {
  readonly watched: Watched;
  readonly first: number;
  readonly last: number;
  readonly perHour: number;
  /** What the slope comes to over the hours that were looked at. */
  readonly total: number;
  readonly grows: boolean;
}

/** Part of the run that does not count: code is compiled, pools fill up. */
const WARM_UP_SHARE = 1 / 3;

/**
 * The slope of a figure over the run, as the median of the slopes between all pairs of samples: a few
 * odd ones do not change it. `undefined` where the system does not tell the figure.
 */
export function findGrowth(samples: readonly Sample[], watched: Watched): Growth | undefined {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP_SHARE));
  const points = warm.flatMap((sample) => {
    const value = watched.of(sample);
    return value === undefined ? [] : [{ hour: sample.hour, value }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const slopes = points.flatMap((one, at) =>
    points.slice(at + 1).map((other) => (other.value - one.value) / (other.hour - one.hour)),
  );
  const perHour = median(slopes) ?? 0;
  const hours = last.hour - first.hour;
  const total = perHour * hours;
  const grows = total > watched.limit && hours >= (watched.minHours ?? 0);
  return { watched, first: first.value, last: last.value, perHour, total, grows };
}
