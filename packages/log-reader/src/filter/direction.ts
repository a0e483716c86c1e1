import type { Direction } from "@org/log-core";
import type { Filter } from "./filter.ts";
import { needleOf } from "./needle.ts";

/** Passes messages that went one of some ways. */
export function directionFilter(directions: ReadonlySet<Direction>): Filter {
  const needle = needleOf([...directions].map((text) => ({ text, isWholeValue: true })));
  return {
    needle: () => needle,
    matches: ({ direction }) => direction !== undefined && directions.has(direction),
  };
}
