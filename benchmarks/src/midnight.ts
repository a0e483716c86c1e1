const DAY_MS = 86_400_000;

/** Time until the day ends in Rome, where the bots of the suites are; not on the days when clocks change. */
export function untilMidnightMs(nowMs: number): number {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Rome", timeStyle: "medium" });
  const [hours = 0, minutes = 0, seconds = 0] = clock.format(nowMs).split(":").map(Number);
  return DAY_MS - ((hours * 60 + minutes) * 60 + seconds) * 1000 - (nowMs % 1000);
}
