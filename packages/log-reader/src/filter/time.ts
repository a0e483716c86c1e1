import { formatTime, isLoggableTime, parseTime } from "@org/log-core";
import type { Filter, PrefixBounds } from "./filter.ts";

/** Passes entries from `sinceMs` on and before `untilMs`. */
export function timeFilter(bounds: Pick<PrefixBounds, "sinceMs" | "untilMs">): Filter {
  const { sinceMs, untilMs } = bounds;
  const ends = [
    ...(isLoggableTime(sinceMs) ? [`since=${formatTime(sinceMs)}`] : []),
    ...(isLoggableTime(untilMs) ? [`until=${formatTime(untilMs)}`] : []),
  ];
  return {
    text: ends.join(" "),
    bounds,
    needles: () => [],
    matches(entry) {
      const timeMs = parseTime(entry.time);
      return timeMs !== undefined && timeMs >= sinceMs && timeMs < untilMs;
    },
  };
}
