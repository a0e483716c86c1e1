import { Agent, request as httpRequest } from "node:http";
import { childEnd, nextReport, startChild } from "../child-process.ts";
import { progress } from "../publish.ts";
import { deliveryOf, type Delivery } from "./deliveries.ts";
import {
  WEBHOOK_PROCESS,
  type WebhookJob,
  type WebhookOrder,
  type WebhookReport,
} from "./webhook-process.ts";

/** Over how many connections a server is asked. */
export const CONNECTIONS = 50;

/** A server that is up. */
export interface WebhookSubject {
  /** Posts a delivery that it has not had yet; rejects if the answer is not 200: a refusal costs less. */
  post(): Promise<void>;
  /** How many deliveries it has had. */
  readonly posted: number;
  /** Resolves when it has nothing left to do, so that the other one has the machine to itself. */
  idle(): Promise<WebhookReport>;
  stop(): Promise<void>;
}

/** Starts a server in a process of its own. */
export async function startWebhookSubject(job: WebhookJob, cwd: string): Promise<WebhookSubject> {
  const child = startChild({ role: WEBHOOK_PROCESS, cwd });
  const ended = childEnd(child);
  const report = nextReport<{ readonly url: string }>(child);
  child.send(job);
  const { url } = await report;
  // The one that has been free for longest comes next, so that all of them are used.
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, scheduling: "fifo" });
  let posted = 0;
  return {
    post: () => post(url, agent, deliveryOf(posted++)),
    get posted() {
      return posted;
    },
    async idle() {
      const done = nextReport<WebhookReport>(child);
      child.send("idle" satisfies WebhookOrder);
      return done;
    },
    async stop() {
      agent.destroy();
      child.send("stop" satisfies WebhookOrder);
      progress(`${job.server}, ${job.dir === undefined ? "without" : "with"} logs: ${await ended}`);
    },
  };
}

function post(url: string, agent: Agent, { body, headers }: Delivery): Promise<void> {
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
