/** Which way a message went; `SYSTEM` is what neither side wrote (statuses, joins, notices). */
export const DIRECTIONS = ["INCOMING", "OUTGOING", "SYSTEM"] as const;

/** A direction as it stands in a line. */
export type Direction = (typeof DIRECTIONS)[number];

/** A direction as a caller may write it. */
export type DirectionInput = Direction | Lowercase<Direction>;

/** Reads a direction in any case, or `undefined` if it is none. */
export function parseDirection(value: unknown): Direction | undefined {
  if (typeof value !== "string") return undefined;
  const upper = value.toUpperCase();
  return DIRECTIONS.find((direction) => direction === upper);
}
