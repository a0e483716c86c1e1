import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { childEnd, nextReport, startChild } from "../child-process.ts";
import { describeMachine } from "../machine.ts";
import { markdownTable, whole } from "../markdown-table.ts";
import { median } from "../median.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { rotate } from "../rotate.ts";
import { parseCount, type Suite } from "../suite.ts";
import { WEBHOOK_PROCESS, type WebhookJob } from "./webhook-process.ts";

const APP_SECRET = "bench-app-secret";
const CONNECTIONS = 50;
const PHONES = 1_000;
/** One server is asked so often before the other's turn: what else the machine does hits both. */
const REQUESTS_PER_TURN = 500;

/** A server that is up, and what asking it has taken. */
interface Subject {
  readonly name: string;
  readonly url: string;
  readonly agent: Agent;
  readonly latenciesUs: number[];
  stop(): Promise<void>;
}

/** `pnpm bench webhook`: what logging costs a webhook's answers. */
export const WEBHOOK_SUITE: Suite = {
  about: "Posts deliveries to a webhook with and without logging: what it adds to an answer.",
  usage: "[--requests N] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        requests: { type: "string", default: "10000" },
        save: { type: "boolean", default: false },
      },
    });
    const requests = parseCount("requests", values.requests);
    const loads = [loadNow()];
    const dir = mkdtempSync(join(tmpdir(), "bench-webhook-"));
    try {
      const subjects = [
        await startServer("without logging", undefined),
        await startServer("with cloudApiWebhook", dir),
      ];
      // Both are warm before anything counts.
      for (const subject of subjects) await ask(subject, 0, REQUESTS_PER_TURN * 4);
      for (const subject of subjects) subject.latenciesUs.length = 0;
      for (let turn = 0; turn * REQUESTS_PER_TURN < requests; turn += 1) {
        for (const subject of rotate(subjects, turn)) {
          await ask(subject, (turn + 4) * REQUESTS_PER_TURN, REQUESTS_PER_TURN);
        }
      }
      for (const subject of subjects) await subject.stop();
      loads.push(loadNow());
      publish("webhook", format(subjects, describeMachine(loads)), values.save);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

async function startServer(name: string, dir: string | undefined): Promise<Subject> {
  const child = startChild({ role: WEBHOOK_PROCESS, cwd: dir ?? tmpdir() });
  const ended = childEnd(child);
  const report = nextReport<{ readonly port: number }>(child);
  child.send({ dir, appSecret: APP_SECRET } satisfies WebhookJob);
  const { port } = await report;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  return {
    name,
    url: `http://127.0.0.1:${port}/webhook`,
    agent,
    latenciesUs: [],
    async stop() {
      agent.destroy();
      child.send({});
      progress(`${name}: ${await ended}`);
    },
  };
}

/** Asks with as many at a time as there are connections. */
async function ask(subject: Subject, first: number, count: number): Promise<void> {
  let next = first;
  const one = async (): Promise<void> => {
    while (next < first + count) {
      const body = bodyOf(next);
      next += 1;
      const startedAtMs = performance.now();
      await post(subject, body);
      subject.latenciesUs.push((performance.now() - startedAtMs) * 1000);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
}

function bodyOf(index: number): Buffer {
  const from = String(393_330_000_000 + (index % PHONES));
  const text = { body: `Good morning! Is my order ${index} ready? I would come at noon.` };
  const message = { from, id: `wamid.${index}`, timestamp: "1795428930", type: "text", text };
  const metadata = { display_phone_number: "15550783881", phone_number_id: "106540352242922" };
  const contacts = [{ profile: { name: "Anna Rossi" }, wa_id: from }];
  const value = { messaging_product: "whatsapp", metadata, contacts, messages: [message] };
  const entry = [{ id: "102290129340398", changes: [{ field: "messages", value }] }];
  return Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry }));
}

/** @throws {Error} if the answer is not 200: a refusal costs less than an answer */
function post({ url, agent }: Subject, body: Buffer): Promise<void> {
  const signature = createHmac("sha256", APP_SECRET).update(body).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-hub-signature-256": `sha256=${signature}`,
  };
  return new Promise((resolve, reject) => {
    httpRequest(url, { method: "POST", agent, headers }, (response) => {
      response.resume().on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`The webhook answered ${response.statusCode}.`));
      });
    })
      .on("error", reject)
      .end(body);
  });
}

function format(subjects: readonly Subject[], machine: string): string {
  const at = ({ latenciesUs }: Subject, share: number): number =>
    latenciesUs.toSorted((a, b) => a - b)[Math.floor(latenciesUs.length * share)] ?? 0;
  const middle = ({ latenciesUs }: Subject): number => median(latenciesUs) ?? 0;
  const [base] = subjects;
  const rows = subjects.map((subject) => [
    subject.name,
    whole(subject.latenciesUs.length),
    whole(middle(subject)),
    base === undefined ? "" : (middle(subject) / middle(base)).toFixed(3),
    whole(at(subject, 0.99)),
  ]);
  const head = ["webhook", "requests", "median µs", "× without", "p99 µs"];
  const intro = `${machine} ${CONNECTIONS} connections, ${PHONES} phones, signed deliveries of one text; turns of ${REQUESTS_PER_TURN}.`;
  return `${intro}\n\n${markdownTable(head, rows)}`;
}
