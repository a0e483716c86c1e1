const UNITS = [
  { name: "d", ms: 86_400_000 },
  { name: "h", ms: 3_600_000 },
  { name: "min", ms: 60_000 },
  { name: "s", ms: 1000 },
] as const;

/** A length of time in its two largest units: `2 d 3 h`, `3 h 12 min`, `0.4 s`. */
export function formatDuration(ms: number): string {
  if (ms < 10_000) return `${(Math.round(ms / 100) / 10).toString()} s`;
  const first = UNITS.findIndex((unit) => ms >= unit.ms);
  const large = UNITS[first];
  const small = UNITS[first + 1];
  if (large === undefined) return "0 s";
  const count = Math.floor(ms / large.ms);
  const rest = small === undefined ? 0 : Math.floor((ms % large.ms) / small.ms);
  return rest === 0 || small === undefined
    ? `${count} ${large.name}`
    : `${count} ${large.name} ${rest} ${small.name}`;
}
