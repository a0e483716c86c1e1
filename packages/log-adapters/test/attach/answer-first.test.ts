import { Worker } from "node:worker_threads";
import { eventually } from "@org/test-kit";
import express from "express";
import { describe, expect, onTestFinished, test } from "vitest";
import { cloudApiWebhook } from "../../src/cloud-api.ts";
import { createRecorder } from "./recorder.ts";
import { BODY, listen, post } from "./webhook-server.ts";

/** A caller on a thread of its own, that says when it has its answer to whoever sleeps in this one. */
const CALLER = `
  const { workerData } = require("node:worker_threads");
  const { url, body, answered } = workerData;
  fetch(url, { method: "POST", body }).then(async (response) => {
    await response.text();
    Atomics.store(answered, 0, response.status);
    Atomics.notify(answered, 0);
  });
`;

test("the caller has its answer before anything is logged", async () => {
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const seen: number[] = [];
  const logs = createRecorder(() => {
    // The whole server sleeps here: what has not left by now does not leave.
    Atomics.wait(answered, 0, 0, 20_000);
    seen.push(Atomics.load(answered, 0));
  });
  const url = await listen(cloudApiWebhook(logs));
  const caller = new Worker(CALLER, { eval: true, workerData: { url, body: BODY, answered } });
  onTestFinished(async () => void (await caller.terminate()));
  await eventually(() => expect(logs.messages).toHaveLength(1), { timeoutMs: 30_000 });
  expect(seen).toEqual([200]);
}, 60_000);

describe("what came stands before what the bot logs about it", () => {
  const reply = { phone: "1234567890", direction: "OUTGOING", type: "text", id: "reply" } as const;

  test.each([
    ["at once", (log: () => void) => log()],
    ["later", (log: () => void) => void setImmediate(log)],
  ])("%s", async (_, when) => {
    const logs = createRecorder();
    const webhook = cloudApiWebhook(logs);
    const url = await listen((request, response) =>
      webhook(request, response, () =>
        when(() => {
          logs.logWhatsAppMessage(reply);
          response.end();
        }),
      ),
    );
    expect(await post(url)).toMatchObject({ status: 200 });
    expect(logs.messages.map(({ id }) => id)).toEqual(["wamid.1", "reply"]);
  });

  test("a bot that throws loses nothing of what came", async () => {
    const logs = createRecorder();
    const app = express();
    app.set("env", "test");
    app.post("/webhook", cloudApiWebhook(logs), () => {
      throw new Error("the bot's own");
    });
    expect(await post(await listen(app))).toMatchObject({ status: 500 });
    expect(logs.messages).toMatchObject([{ id: "wamid.1" }]);
  });
});
