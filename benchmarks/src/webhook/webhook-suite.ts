import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { childEnd, nextReport, startChild } from "../child-process.ts";
import { describeMachine } from "../machine.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { rotate } from "../rotate.ts";
import { parseCount, type Suite } from "../suite.ts";
import { askAtRate, askSaturated } from "./ask.ts";
import { PHONES } from "./deliveries.ts";
import { GRAPH_PROCESS } from "./graph-process.ts";
import { checkLogged } from "./logged-messages.ts";
import type { WebhookJob } from "./webhook-process.ts";
import { CONNECTIONS, startWebhookSubject, type WebhookSubject } from "./webhook-subject.ts";
import { webhookTable, type Taken, type WebhookRow } from "./webhook-table.ts";

/** A way of asking. */
interface Load {
  readonly name: string;
  /** Of the requests that were asked for, how many: a slow rate takes its time. */
  readonly share: number;
  /** One server is asked for so long before the other's turn: what else the machine does hits both. */
  readonly requestsPerTurn: number;
  /** As fast as answers come, if not given. */
  readonly perSecond?: number;
}

const SATURATED: Load = { name: "as fast as answers come", share: 1, requestsPerTurn: 500 };
const LOADS: Readonly<Record<WebhookJob["server"], readonly Load[]>> = {
  "demo-bot": [
    SATURATED,
    { name: "500 a second", share: 0.5, requestsPerTurn: 250, perSecond: 500 },
    { name: "200 a second", share: 0.2, requestsPerTurn: 100, perSecond: 200 },
  ],
  bare: [SATURATED],
};
const NAMES: Readonly<Record<WebhookJob["server"], string>> = {
  "demo-bot": "demo bot",
  bare: "nothing but the signature",
};
/** Both are warm before anything counts. */
const WARM_UP_REQUESTS = 2_000;

/** `pnpm bench webhook`: what logging costs a webhook's answers. */
export const WEBHOOK_SUITE: Suite = {
  about: "Posts deliveries to a webhook with and without logging: what it adds to an answer.",
  usage: "[--requests N] [--only NAME] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        requests: { type: "string", default: "10000" },
        only: { type: "string", default: "" },
        save: { type: "boolean", default: false },
      },
    });
    const requests = parseCount("requests", values.requests);
    const loads = [loadNow()];
    const dir = mkdtempSync(join(tmpdir(), "bench-webhook-"));
    const graph = await startGraph();
    try {
      const rows: WebhookRow[] = [];
      for (const server of ["demo-bot", "bare"] as const) {
        const chosen = LOADS[server].filter(({ name }) =>
          rowName(server, name).includes(values.only),
        );
        if (chosen.length === 0) continue;
        rows.push(...(await compare({ server, graphUrl: graph.url, dir, requests }, chosen)));
        loads.push(loadNow());
      }
      const intro = `${describeMachine(loads)} ${CONNECTIONS} connections, ${PHONES} phones, signed deliveries of one text.`;
      publish("webhook", `${intro}\n\n${webhookTable(rows)}`, values.save);
    } finally {
      await graph.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

interface Comparison {
  readonly server: WebhookJob["server"];
  readonly graphUrl: string;
  readonly dir: string;
  readonly requests: number;
}

/** Asks a server without logging and the same server with it, in turns. */
async function compare(
  { server, graphUrl, dir, requests }: Comparison,
  loads: readonly Load[],
): Promise<WebhookRow[]> {
  const logDir = join(dir, server);
  mkdirSync(logDir);
  const without = await startWebhookSubject({ server, graphUrl, dir: undefined }, dir);
  const logging = await startWebhookSubject({ server, graphUrl, dir: logDir }, dir);
  for (const subject of [without, logging]) {
    await askSaturated(subject, WARM_UP_REQUESTS);
    await subject.idle();
  }
  const rows: WebhookRow[] = [];
  for (const load of loads) {
    const name = rowName(server, load.name);
    progress(name);
    const taken = [newTaken(without), newTaken(logging)] as const;
    const turns = Math.ceil((requests * load.share) / load.requestsPerTurn);
    for (let turn = 0; turn < turns; turn += 1) {
      for (const one of rotate(taken, turn)) await takeTurn(one, load);
    }
    rows.push({ name, without: taken[0], logging: taken[1] });
  }
  for (const subject of [without, logging]) await subject.stop();
  await checkLogged(logDir, logging.posted, server === "demo-bot");
  progress(`Each of ${logging.posted} messages is in the log once.`);
  return rows;
}

interface TakenSoFar extends Taken {
  readonly subject: WebhookSubject;
  readonly latenciesUs: number[];
  cpuUs: number;
}

function newTaken(subject: WebhookSubject): TakenSoFar {
  return { subject, latenciesUs: [], cpuUs: 0 };
}

async function takeTurn(taken: TakenSoFar, load: Load): Promise<void> {
  const before = await taken.subject.idle();
  taken.latenciesUs.push(...(await ask(taken.subject, load)));
  const after = await taken.subject.idle();
  taken.cpuUs += after.cpuUs - before.cpuUs;
}

function ask(subject: WebhookSubject, { perSecond, requestsPerTurn }: Load): Promise<number[]> {
  return perSecond === undefined
    ? askSaturated(subject, requestsPerTurn)
    : askAtRate(subject, requestsPerTurn, perSecond);
}

function rowName(server: WebhookJob["server"], load: string): string {
  return `${NAMES[server]}, ${load}`;
}

async function startGraph(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child = startChild({ role: GRAPH_PROCESS, cwd: tmpdir() });
  const ended = childEnd(child);
  const report = nextReport<{ readonly url: string }>(child);
  child.send({});
  const { url } = await report;
  return {
    url,
    async stop() {
      child.send({});
      await ended;
    },
  };
}
