/** The levels of a line, lowest first; the names and numbers are pino's. */
export const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;

/** A level as it stands in a line. */
export type LogLevel = (typeof LEVELS)[number];

const NUMBERS: Readonly<Record<LogLevel, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
};

/** Whether `value` is one of {@link LEVELS}. */
export function isLevel(value: unknown): value is LogLevel {
  return typeof value === "string" && Object.hasOwn(NUMBERS, value);
}

/** pino's number of a level: `info` is 30. Higher is more severe. */
export function levelNumber(level: LogLevel): number {
  return NUMBERS[level];
}

/** The level of a numeric pino line: the highest one not above the number, `trace` below them all. */
export function levelFromNumber(value: number): LogLevel {
  let found: LogLevel = "trace";
  for (const level of LEVELS) if (NUMBERS[level] <= value) found = level;
  return found;
}
