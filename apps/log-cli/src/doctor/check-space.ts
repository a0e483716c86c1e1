import { statfsSync } from "node:fs";
import { addDays, type CalendarDay } from "@org/log-core";
import { formatCount, formatSize } from "../render/size.ts";
import type { Finding } from "./finding.ts";
import type { FolderTree } from "./folder-tree.ts";

/** Fewer days than this leave no time to act over a weekend. */
const MIN_DAYS = 7;
/** Whatever the rate, less than this is gone with the next burst. */
const MIN_FREE_BYTES = 100_000_000;
/** The rate is that of the last full days. */
const RATE_DAYS = 7;

/** What of a file system counts here; `statfs` gives it. */
export interface FreeSpace {
  readonly bavail: number;
  readonly bsize: number;
  readonly ffree: number;
  readonly files: number;
}

/** How long the free space and inodes last at the present rate. */
export function checkSpace(
  dir: string,
  tree: FolderTree,
  today: CalendarDay,
  free: FreeSpace = statfsSync(dir),
): Finding[] {
  const first = addDays(today, -RATE_DAYS);
  const last = tree.days.filter(({ day }) => day >= first && day < today);
  const logged = new Set(last.map(({ day }) => day)).size;
  const items = last.flatMap((day) => [day, ...day.items]);
  const perDay = (sum: number): number => (logged === 0 ? 0 : sum / logged);
  const bytesPerDay = perDay(items.reduce((sum, { stats }) => sum + stats.blocks * 512, 0));
  const filesPerDay = perDay(items.length);
  const bytes = free.bavail * free.bsize;
  const findings = [
    lasting("space", `${formatSize(bytes)} are free`, {
      days: bytesPerDay === 0 ? Infinity : bytes / bytesPerDay,
      rate: `${formatSize(Math.round(bytesPerDay))} a day`,
      isLow: bytes < MIN_FREE_BYTES,
      remedy:
        "free some space, keep fewer days (log-cli cleanup --days N --set) or move the folder",
      details: { freeBytes: bytes, bytesPerDay: Math.round(bytesPerDay) },
    }),
  ];
  // File systems that make inodes as they need them say that there are none.
  if (free.files === 0) return findings;
  return [
    ...findings,
    lasting("inodes", `${formatCount(free.ffree, "inode")} are free`, {
      days: filesPerDay === 0 ? Infinity : free.ffree / filesPerDay,
      rate: `${formatCount(Math.round(filesPerDay), "file")} a day`,
      isLow: false,
      remedy: "keep fewer days (log-cli cleanup --days N --set) or move the folder",
      details: { freeInodes: free.ffree, filesPerDay: Math.round(filesPerDay) },
    }),
  ];
}

interface Lasting {
  readonly days: number;
  readonly rate: string;
  readonly isLow: boolean;
  readonly remedy: string;
  readonly details: Readonly<Record<string, unknown>>;
}

function lasting(check: string, free: string, of: Lasting): Finding {
  const { days, rate, isLow, remedy, details } = of;
  const known = Number.isFinite(days);
  const summary = known
    ? `${free}, enough for ${days > 1000 ? "years" : formatCount(Math.floor(days), "day")} at ${rate}`
    : `${free}; nothing was logged in the last ${RATE_DAYS} days to tell a rate`;
  const facts = { ...details, days: known ? Math.floor(days) : null };
  if (days >= MIN_DAYS && !isLow) return { check, status: "ok", summary, details: facts };
  return { check, status: "attention", summary, remedy, details: facts };
}
