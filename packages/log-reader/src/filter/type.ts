import type { Filter } from "./filter.ts";
import { needleOf } from "./needle.ts";

/** Passes entries whose `type` is exactly one of some. */
export function typeFilter(types: readonly string[]): Filter {
  const needle = needleOf(types.map((text) => ({ text, stands: "whole" })));
  return {
    judges: "head",
    text: `type=${types.map((type) => JSON.stringify(type)).join(",")}`,
    needles: () => needle,
    matches: ({ type }) => type !== undefined && types.includes(type),
  };
}
