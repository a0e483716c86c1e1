import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { childEnd, nextReport, readComplaint, startChild } from "../child-process.ts";
import { describeMachine } from "../machine.ts";
import { markdownTable, whole } from "../markdown-table.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { parseCount, UsageError, type Suite } from "../suite.ts";
import { countLines, type LinesOnDisk } from "../write/lines-on-disk.ts";
import { findGrowth, WATCHED, type Growth } from "./find-growth.ts";
import { SOAK_BOT, type SoakJob, type SoakReport } from "./soak-bot.ts";

/** `pnpm bench soak`: a long day of a normal bot. */
export const SOAK_SUITE: Suite = {
  about:
    "Lets a normal bot log for hours, at speed, and fails if memory, descriptors or timers grow.",
  usage: "[--hours N] [--speed N] [--phones N] [--rate MESSAGES] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        hours: { type: "string", default: "8" },
        speed: { type: "string", default: "100" },
        phones: { type: "string", default: "2000" },
        rate: { type: "string", default: "5" },
        save: { type: "boolean", default: false },
      },
    });
    const job = {
      hours: parseHours(values.hours),
      speed: parseCount("speed", values.speed),
      phones: parseCount("phones", values.phones),
      messagesPerSecond: parseCount("rate", values.rate),
    };
    const loads = [loadNow()];
    const minutes = (job.hours * 60) / job.speed;
    progress(`${job.hours} hours at ${job.speed} times the speed: ${minutes.toFixed(1)} minutes`);
    const { report, lines } = await soak(job);
    loads.push(loadNow());
    const growths = WATCHED.flatMap((watched) => findGrowth(report.samples, watched) ?? []);
    const text = [describeMachine(loads), describeRun(job, report, lines), formatTable(growths)];
    publish("soak", text.join("\n\n"), values.save);
    const complaints = findComplaints(report, lines, growths);
    if (complaints.length === 0) return;
    progress(complaints.join("\n"));
    process.exitCode = 1;
  },
};

async function soak(
  job: Omit<SoakJob, "dir">,
): Promise<{ readonly report: SoakReport; readonly lines: LinesOnDisk }> {
  const dir = mkdtempSync(join(tmpdir(), "bench-soak-"));
  const child = startChild({ role: SOAK_BOT, cwd: dir, nodeArgs: ["--expose-gc"] });
  try {
    const complaint = readComplaint(child);
    const ended = childEnd(child);
    const answer = nextReport<SoakReport>(child);
    child.send({ ...job, dir } satisfies SoakJob);
    const report = await Promise.race([answer, ended]);
    if (typeof report === "string") throw new Error(`The bot ended: ${report} ${complaint()}`);
    await ended;
    return { report, lines: countLines(dir, report.messages) };
  } finally {
    child.kill("SIGKILL");
    rmSync(dir, { recursive: true, force: true });
  }
}

function describeRun(
  { hours, speed, phones, messagesPerSecond }: Omit<SoakJob, "dir">,
  { messages, before, closed }: SoakReport,
  { distinct, doubled }: LinesOnDisk,
): string {
  const rest =
    closed.descriptors === undefined
      ? ""
      : `${closed.descriptors} descriptors (${before.descriptors} before there was a writer), `;
  return (
    `${hours} hours of a bot with ${messagesPerSecond} messages a second from ${whole(phones)} phones, ` +
    `requests and events beside them, midnight in the middle, at ${speed} times the speed. ` +
    `${whole(distinct)} of ${whole(messages)} messages are on disk, ${whole(doubled)} of them twice. ` +
    `After \`close()\`: ${rest}${closed.timers} timers, ${closed.others} handles and requests.`
  );
}

function formatTable(growths: readonly Growth[]): string {
  const rows = growths.map(({ watched, first, last, perHour, total, grows }) => [
    watched.unit === "" ? watched.title : `${watched.title}, ${watched.unit}`,
    first.toFixed(watched.unit === "" ? 0 : 1),
    last.toFixed(watched.unit === "" ? 0 : 1),
    perHour.toFixed(2),
    total.toFixed(1),
    `${watched.limit}${grows ? ": **grows**" : ""}`,
  ]);
  const head = ["after a third of it", "then", "in the end", "slope an hour", "in all", "may be"];
  return markdownTable(head, rows);
}

/** Why the run counts as failed; none if it does not. */
function findComplaints(
  { messages, before, closed }: SoakReport,
  { distinct, doubled }: LinesOnDisk,
  growths: readonly Growth[],
): readonly string[] {
  return [
    ...growths.filter(({ grows }) => grows).map(({ watched }) => `${watched.title} grows.`),
    ...(distinct === messages && doubled === 0
      ? []
      : [`Of ${messages} messages ${distinct} are on disk, ${doubled} of them twice.`]),
    ...((closed.descriptors ?? 0) <= (before.descriptors ?? 0)
      ? []
      : [
          `After close() there are ${closed.descriptors} descriptors, before there were ${before.descriptors}.`,
        ]),
    ...(closed.timers === 0 ? [] : [`close() has left ${closed.timers} timers.`]),
  ];
}

function parseHours(text: string): number {
  const hours = Number(text);
  if (hours > 0 && hours <= 24) return hours;
  throw new UsageError(`--hours must be a number up to 24, but it is "${text}".`);
}
