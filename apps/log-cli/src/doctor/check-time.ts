import {
  resolveTimeZone,
  systemTimeZone,
  type CalendarDay,
  type FolderSettings,
} from "@org/log-core";
import { nameSome, type Finding, type Patient } from "./finding.ts";
import type { FolderTree } from "./folder-tree.ts";

/** Clocks of two hosts may differ by this much without harm. */
const CLOCK_TOLERANCE_MS = 120_000;

/** Whether the clock and the zone are what those who wrote here had. */
export function checkTime(
  { nowMs, env }: Patient,
  { timeZone }: FolderSettings,
  tree: FolderTree,
  today: CalendarDay,
): Finding[] {
  return [checkClock(nowMs, tree, today), checkZone(timeZone, env)];
}

function checkClock(nowMs: number, tree: FolderTree, today: CalendarDay): Finding {
  const ahead = tree.days.filter(({ day }) => day > today).map(({ path }) => path);
  const written = tree.days.flatMap(({ items }) => items.map(({ stats }) => stats.mtimeMs));
  const newestMs = written.reduce((newest, ms) => Math.max(newest, ms), 0);
  const now = new Date(nowMs).toISOString();
  const details = { now, newestWrite: newestMs === 0 ? null : new Date(newestMs).toISOString() };
  if (newestMs - nowMs > CLOCK_TOLERANCE_MS) {
    return {
      check: "clock",
      status: "attention",
      summary: `a file was written at ${new Date(newestMs).toISOString()}, and here it is only ${now}`,
      remedy: "set the clock right (timedatectl): retention goes by it",
      details,
    };
  }
  if (ahead.length > 0) {
    return {
      check: "clock",
      status: "attention",
      summary: `there are days that have not come yet: ${nameSome(ahead)}`,
      remedy:
        "a bot gave wrong times, or its clock was ahead; check the bot's clock and its units (ms, not s)",
      details,
    };
  }
  return {
    check: "clock",
    status: "ok",
    summary: `it is ${now}, and nothing here is newer`,
    details,
  };
}

function checkZone(timeZone: string, env: Patient["env"]): Finding {
  const system = systemTimeZone();
  const asked = env["LOG_TIME_ZONE"];
  const details = { folder: timeZone, system, LOG_TIME_ZONE: asked ?? null };
  if (asked !== undefined && asked !== "" && resolveTimeZone(asked) !== resolveTimeZone(timeZone)) {
    return {
      check: "zone",
      status: "attention",
      summary: `days begin at midnight in ${timeZone}, but LOG_TIME_ZONE says ${asked}`,
      remedy:
        "take LOG_TIME_ZONE away or set it to the folder's zone: a bot that has it does not start",
      details,
    };
  }
  const other = resolveTimeZone(timeZone) === system ? "" : `; the system's zone is ${system}`;
  return {
    check: "zone",
    status: "ok",
    summary: `days begin at midnight in ${timeZone}${other}`,
    details,
  };
}
