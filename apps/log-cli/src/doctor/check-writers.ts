import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { DEFAULT_MAX_OPEN_FILES, systemErrorCode } from "@org/log-core";
import { formatCount } from "../render/size.ts";
import type { Finding } from "./finding.ts";

/** What a process needs beside its log files: sockets of a busy webhook, modules, a database. */
const OTHER_FILES = 256;

/** A process that has files of the folder open. */
interface RunningWriter {
  readonly pid: number;
  readonly command: string;
  readonly openLogFiles: number;
  /** `Infinity` if it is not limited. */
  readonly maxOpenFiles: number;
}

/** Which processes have log files open for writing, and whether their limits suffice. Linux only. */
export function checkWriters(dir: string, proc = "/proc"): Finding[] {
  const writers = findWriters(realpathSync(dir), proc);
  if (writers === undefined) {
    return [
      { check: "writers", status: "ok", summary: "this system does not tell who writes here" },
    ];
  }
  const named = writers.map(({ pid, command }) => `${pid} (${command})`).join(", ");
  const summary =
    writers.length === 0
      ? "no bot of this user has log files open now"
      : `${formatCount(writers.length, "process", "processes")} with log files open: ${named}`;
  return [
    { check: "writers", status: "ok", summary, details: { writers } },
    descriptors(writers, limitOf(join(proc, "self"))),
  ];
}

function descriptors(writers: readonly RunningWriter[], own: number): Finding {
  const needed = DEFAULT_MAX_OPEN_FILES + OTHER_FILES;
  const limits = writers.length === 0 ? [own] : writers.map(({ maxOpenFiles }) => maxOpenFiles);
  const lowest = Math.min(...limits);
  const whose = writers.length === 0 ? "a process started here" : "each of them";
  const shown = Number.isFinite(lowest) ? lowest.toLocaleString("en-US") : "any number of";
  const summary = `${whose} may open ${shown} files; a bot holds up to ${DEFAULT_MAX_OPEN_FILES} log files open`;
  const details = { lowest: Number.isFinite(lowest) ? lowest : null, needed };
  if (lowest >= needed) return { check: "descriptors", status: "ok", summary, details };
  return {
    check: "descriptors",
    status: "attention",
    summary,
    remedy: `raise the limit (ulimit -n 4096, or LimitNOFILE= of the service), or lower maxOpenFiles`,
    details,
  };
}

function findWriters(dir: string, proc: string): RunningWriter[] | undefined {
  const pids = listOf(proc)?.filter((name) => /^\d+$/.test(name));
  if (pids === undefined || pids.length === 0) return undefined;
  return pids.flatMap((pid) => {
    const folder = join(proc, pid);
    const open = (listOf(join(folder, "fd")) ?? []).filter((number) =>
      isOpenIn(dir, folder, number),
    );
    if (open.length === 0) return [];
    const maxOpenFiles = limitOf(folder);
    return [
      { pid: Number(pid), command: commandOf(folder), openLogFiles: open.length, maxOpenFiles },
    ];
  });
}

/** Open for writing: followers and shippers read. */
function isOpenIn(dir: string, folder: string, number: string): boolean {
  const path = attempt(() => readlinkSync(join(folder, "fd", number)));
  if (path?.startsWith(dir + sep) !== true || !path.endsWith(".log")) return false;
  const info = attempt(() => readFileSync(join(folder, "fdinfo", number), "utf8")) ?? "";
  const flags = Number.parseInt(/^flags:\s*(\d+)/m.exec(info)?.[1] ?? "0", 8);
  return (flags & 0o3) !== 0;
}

function commandOf(folder: string): string {
  const line = attempt(() => readFileSync(join(folder, "cmdline"), "utf8")) ?? "";
  return line.split("\0").filter(Boolean).slice(0, 2).join(" ").slice(0, 80);
}

function limitOf(folder: string): number {
  const text = attempt(() => readFileSync(join(folder, "limits"), "utf8")) ?? "";
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(text)?.[1];
  return soft === undefined || soft === "unlimited" ? Infinity : Number(soft);
}

function listOf(folder: string): string[] | undefined {
  return attempt(() => readdirSync(folder));
}

/** Processes end while they are looked at, and those of others do not let themselves be looked at. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
