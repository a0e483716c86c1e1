import type { Filter } from "./filter.ts";
import { needleOf } from "./needle.ts";

/** Passes entries whose `type` is exactly one of some. */
export function typeFilter(types: ReadonlySet<string>): Filter {
  const needle = needleOf([...types].map((text) => ({ text, isWholeValue: true })));
  return {
    needle: () => needle,
    matches: ({ type }) => type !== undefined && types.has(type),
  };
}
