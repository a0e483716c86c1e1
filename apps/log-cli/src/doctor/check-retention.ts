import { oldestKeptDay, type CalendarDay, type FolderSettings } from "@org/log-core";
import { formatCount } from "../render/size.ts";
import { nameSome, type Finding } from "./finding.ts";
import type { FolderTree } from "./folder-tree.ts";

/** Whether days are still there that should have gone. */
export function checkRetention(
  { retentionDays }: FolderSettings,
  tree: FolderTree,
  today: CalendarDay,
): Finding {
  const oldest = oldestKeptDay(today, retentionDays);
  if (oldest === undefined) {
    return { check: "retention", status: "ok", summary: "every day is kept" };
  }
  const past = tree.days
    .filter(
      ({ day, items }) =>
        day < oldest && (items.length === 0 || items.some(({ stats }) => stats.isFile())),
    )
    .map(({ path }) => path)
    .toSorted();
  const kept = `${formatCount(retentionDays as number, "day")} before today are kept`;
  if (past.length === 0)
    return { check: "retention", status: "ok", summary: `${kept}, nothing is older` };
  return {
    check: "retention",
    status: "attention",
    summary: `${kept}, but ${formatCount(past.length, "folder")} ${past.length === 1 ? "is" : "are"} older: ${nameSome(past)}`,
    remedy:
      "run log-cli cleanup, daily from cron where no bot runs all the time: 0 4 * * * log-cli cleanup",
    details: { oldestKept: oldest, past },
  };
}
