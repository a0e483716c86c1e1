const DAY_MS = 86_400_000;

/**
 * The instant at which the clocks of a zone show a time.
 * @param wallMs - What the clocks show, as ms on the axis of UTC.
 * @param which - Where clocks go back a time comes twice: its first or its last coming. Where they go
 *   forward some times never come: the instant is then as if they had not gone.
 */
export function instantOf(wallMs: number, timeZone: string, which: "first" | "last"): number {
  const wallOf = createWallClock(timeZone);
  // No zone changes its clocks twice within two days, so these are all the offsets there can be.
  const offsets = [wallMs - DAY_MS, wallMs + DAY_MS].map((timeMs) => wallOf(timeMs) - timeMs);
  const instants = offsets.map((offsetMs) => wallMs - offsetMs);
  const real = instants.filter((timeMs) => wallOf(timeMs) === wallMs);
  if (real.length === 0) return instants[0] ?? wallMs;
  return which === "first" ? Math.min(...real) : Math.max(...real);
}

/** What the clocks of a zone show at an instant, as ms on the axis of UTC. */
export function wallTimeAt(timeMs: number, timeZone: string): number {
  return createWallClock(timeZone)(timeMs);
}

/** A function from an instant to what the clocks of a zone show then, as ms on the axis of UTC. */
function createWallClock(timeZone: string): (timeMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (timeMs) => {
    const parts = new Map(format.formatToParts(timeMs).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    const wallMs = Date.UTC(
      number("year"),
      number("month") - 1,
      number("day"),
      number("hour"),
      number("minute"),
      number("second"),
    );
    // The format has no fractions of a second; no offset has either.
    return wallMs + (((timeMs % 1000) + 1000) % 1000);
  };
}
