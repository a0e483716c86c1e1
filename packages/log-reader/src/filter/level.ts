import { levelNumber, type LogLevel } from "@org/log-core";
import type { Filter } from "./filter.ts";

/** Passes a level and those above it. */
export function levelFilter(minLevel: LogLevel): Filter {
  const lowest = levelNumber(minLevel);
  return {
    text: `minLevel=${minLevel}`,
    bounds: { minLevel: lowest },
    needles: () => [],
    matches: (entry) => levelNumber(entry.level) >= lowest,
  };
}
