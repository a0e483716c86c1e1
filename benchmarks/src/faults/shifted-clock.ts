let shiftMs = 0;

/**
 * Lets `Date` of this process run ahead, so that midnight comes when it is wanted. Timers and the
 * monotonic clock go on as they are, as when somebody starts a bot just before midnight.
 */
export function shiftClock(byMs: number): void {
  if (globalThis.Date !== ShiftedDate) globalThis.Date = ShiftedDate as DateConstructor;
  shiftMs = byMs;
}

const SystemDate = Date;

/** `Date`, with another now. */
class ShiftedDate extends SystemDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) super(SystemDate.now() + shiftMs);
    else super(...(parts as [number]));
  }

  static override now(): number {
    return SystemDate.now() + shiftMs;
  }
}
