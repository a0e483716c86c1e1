import type { Direction } from "@org/log-core";
import type { Filter } from "./filter.ts";
import { needleOf } from "./needle.ts";

/** Passes messages that went one of some ways. */
export function directionFilter(directions: readonly Direction[]): Filter {
  const needle = needleOf(directions.map((text) => ({ text, stands: "whole" })));
  return {
    judges: "head",
    text: `direction=${directions.join(",")}`,
    needles: () => needle,
    matches: ({ direction }) => direction !== undefined && directions.includes(direction),
  };
}
