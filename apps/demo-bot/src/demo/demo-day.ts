import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  addDays,
  createCalendar,
  formatDayFile,
  parseFolderSettings,
  resolveTimeZone,
  SETTINGS_FILE,
  systemTimeZone,
  type CalendarDay,
  type Clock,
} from "@org/log-core";

/** The day that a run of the demo plays. */
export interface DemoDay {
  readonly day: CalendarDay;
  readonly timeZone: string;
  /** The instant of a time of day on it, in ms since 1970. */
  at(timeOfDay: string): number;
}

/** As many days back as are kept. */
const OLDEST_DAYS_AGO = 28;

/**
 * Yesterday, or the newest day before it on which `key` has no log in the folder yet: so a second run
 * plays the day before, instead of saying everything twice. Never a day that is not over.
 */
export function chooseDay(dir: string, key: string, nowMs: number): DemoDay {
  const timeZone = zoneOf(dir);
  const calendar = createCalendar(timeZone);
  const yesterday = addDays(calendar.dayOf(nowMs), -1);
  let day = yesterday;
  while (existsSync(join(dir, formatDayFile({ log: "whatsapp", key, day, part: 1 })))) {
    day = addDays(day, -1);
    if (day < addDays(yesterday, -OLDEST_DAYS_AGO)) {
      day = yesterday;
      break;
    }
  }
  return {
    day,
    timeZone,
    at: (timeOfDay) => {
      const [hours = 0, minutes = 0, seconds = 0] = timeOfDay.split(":").map(Number);
      return calendar.startOfDay(day) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}

/** The zone in which a writer without options keeps its days there. */
function zoneOf(dir: string): string {
  const file = join(dir, SETTINGS_FILE);
  if (existsSync(file)) return parseFolderSettings(readFileSync(file, "utf8")).timeZone;
  const asked = process.env["LOG_TIME_ZONE"] ?? "";
  return resolveTimeZone(asked) === undefined ? systemTimeZone() : asked;
}

/** A clock that is set by hand and then runs on. */
export interface SetClock extends Clock {
  set(nowMs: number): void;
}

/** A clock that shows `nowMs` now. */
export function createSetClock(nowMs: number): SetClock {
  let offsetMs = nowMs - performance.now();
  return {
    now: () => Math.round(performance.now() + offsetMs),
    set(newNowMs) {
      offsetMs = newNowMs - performance.now();
    },
  };
}
