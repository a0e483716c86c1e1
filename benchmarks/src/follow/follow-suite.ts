import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createCalendar, formatDayFile } from "@org/log-core";
import { createLogWriter, type LogWriter } from "@org/log-writer";
import { childEnd, nextReport, readComplaint, startChild } from "../child-process.ts";
import { corpusPhone } from "../corpus/make-corpus.ts";
import { describeMachine } from "../machine.ts";
import { markdownTable } from "../markdown-table.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { parseCount, type Suite } from "../suite.ts";
import {
  FOLLOW_PROCESS,
  preciseNow,
  type FollowJob,
  type IdleReport,
  type PhaseJob,
  type PhaseReport,
} from "./follow-process.ts";

const STEADY_EVERY_MS = 10;
const MAX_LATENCY_MS = 250;
const MAX_IDLE_PERCENT = 1;

/** `pnpm bench follow`: how soon a message is seen, and what waiting for one costs. */
export const FOLLOW_SUITE: Suite = {
  about: "Follows thousands of phones: how soon a message is seen, and what waiting for one costs.",
  usage: "[--phones N] [--idle SECONDS] [--messages N] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        phones: { type: "string", default: "5000" },
        idle: { type: "string", default: "60" },
        messages: { type: "string", default: "2000" },
        save: { type: "boolean", default: false },
      },
    });
    const phones = parseCount("phones", values.phones);
    const messages = parseCount("messages", values.messages);
    const idleSeconds = parseCount("idle", values.idle);
    const dir = mkdtempSync(join(tmpdir(), "bench-follow-"));
    const loads = [loadNow()];
    try {
      const measured = await measure({ dir, phones, messages, idleMs: idleSeconds * 1000 });
      loads.push(loadNow());
      const intro =
        `${describeMachine(loads)} ${phones} phones with a file of today, another process ` +
        `follows them all; ${idleSeconds} seconds without a message, then messages of these phones by turns.`;
      publish("follow", `${intro}\n\n${format(measured)}`, values.save);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

interface Measured {
  readonly idle: IdleReport;
  readonly steady: PhaseReport;
  readonly flood: PhaseReport;
}

async function measure(run: FollowJob & { phones: number; messages: number }): Promise<Measured> {
  const { dir, phones, messages, idleMs } = run;
  makeFiles(dir, phones);
  const logs = createLogWriter({ dir, timeZone: "UTC" });
  const child = startChild({ role: FOLLOW_PROCESS, cwd: dir });
  const complaint = readComplaint(child);
  const ended = childEnd(child);
  const report = <Report>(): Promise<Report> =>
    Promise.race([
      nextReport<Report>(child),
      ended.then((how) => Promise.reject(new Error(`the follower: ${how} ${complaint()}`))),
    ]);
  const ready = report();
  child.send({ dir, idleMs } satisfies FollowJob);
  await ready;
  const idleReport = report<IdleReport>();
  send(logs, 0, phones);
  const idle = await idleReport;
  progress(`idle: ${(idle.cores * 100).toFixed(2)} % of a core`);

  const phase = async (pauseMs: number): Promise<PhaseReport> => {
    const done = report<PhaseReport>();
    child.send({ messages } satisfies PhaseJob);
    for (let number = 0; number < messages; number += 1) {
      send(logs, number, phones);
      // Without a pause too, the loop turns now and then: a bot's messages come in deliveries.
      if (pauseMs > 0 || number % 100 === 99) await sleep(pauseMs);
    }
    return done;
  };
  const steady = await phase(STEADY_EVERY_MS);
  const flood = await phase(0);
  child.send({ messages: 0 } satisfies PhaseJob);
  await logs.close();
  progress(`the follower: ${await ended}`);
  return { idle, steady, flood };
}

function makeFiles(dir: string, phones: number): void {
  const day = createCalendar("UTC").dayOf(Date.now());
  mkdirSync(join(dir, "whatsapp", day), { recursive: true });
  for (let at = 0; at < phones; at += 1) {
    const file = formatDayFile({ log: "whatsapp", key: corpusPhone(at), day, part: 1 });
    writeFileSync(join(dir, file), "");
  }
}

function send(logs: LogWriter, number: number, phones: number): void {
  const phone = corpusPhone(number % phones);
  const message = `${number} ${preciseNow()}`;
  logs.logWhatsAppMessage({ phone, direction: "INCOMING", type: "text", message });
}

function format({ idle, steady, flood }: Measured): string {
  const rows = [
    latencyRow(`a message every ${STEADY_EVERY_MS} ms`, steady, String(MAX_LATENCY_MS)),
    latencyRow("all at once", flood, ""),
  ];
  const latencies = markdownTable(
    ["from the call to the entry", "p50 ms", "p99 ms", "slowest ms", "may be", "messages", "twice"],
    rows,
  );
  const percent = (idle.cores * 100).toFixed(2);
  return `${latencies}\n\nWaiting takes ${percent} % of a core (may be ${MAX_IDLE_PERCENT} %).`;
}

function latencyRow(title: string, { latenciesMs, doubled }: PhaseReport, mayBe: string): string[] {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN).toFixed(
      1,
    );
  return [title, at(0.5), at(0.99), at(1), mayBe, String(sorted.length), String(doubled)];
}
