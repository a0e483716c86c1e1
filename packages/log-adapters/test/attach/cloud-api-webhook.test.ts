import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import middie from "@fastify/middie";
import { eventually } from "@org/test-kit";
import express from "express";
import fastify from "fastify";
import { describe, expect, onTestFinished, test } from "vitest";
import { cloudApiWebhook, type CloudApiWebhookOptions } from "../../src/cloud-api.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import { BODY, listen, post, type Answer } from "./webhook-server.ts";

const SECRET = "app-secret";
/** A server with the handler under test, and what answers with what it found in the body. */
interface Place {
  readonly name: string;
  readonly start: (logs: Recorder, options: CloudApiWebhookOptions) => Promise<string>;
}

const wamid = (body: unknown): string => /wamid\.\d+/.exec(JSON.stringify(body))?.[0] ?? "none";

const PLACES: readonly Place[] = [
  {
    name: "node:http, where the bot reads the stream afterwards",
    start: (logs, options) => {
      const log = cloudApiWebhook(logs, options);
      return listen((request, response) =>
        log(
          request,
          response,
          () => void text(request).then((body) => response.end(wamid(JSON.parse(body)))),
        ),
      );
    },
  },
  {
    name: "node:http, where the bot takes the parsed body",
    start: (logs, options) => {
      const log = cloudApiWebhook(logs, options);
      return listen((request, response) =>
        log(request, response, () => response.end(wamid((request as { body?: unknown }).body))),
      );
    },
  },
  {
    name: "Express, before its parser",
    start: (logs, options) => {
      const app = express();
      app.use("/webhook", cloudApiWebhook(logs, options));
      app.use(express.json());
      app.all("/webhook", (request, response) => void response.send(wamid(request.body)));
      return listen(app);
    },
  },
  {
    name: "Express, after a parser that keeps the bytes",
    start: (logs, options) => {
      const app = express();
      app.use(express.raw({ type: "*/*" }));
      app.all("/webhook", cloudApiWebhook(logs, options), (request, response) => {
        response.send(wamid(JSON.parse(String(request.body))));
      });
      return listen(app);
    },
  },
  {
    name: "Fastify's middleware, before its parser",
    start: async (logs, options) => {
      const app = fastify();
      await app.register(middie);
      app.use("/webhook", cloudApiWebhook(logs, options));
      app.all("/webhook", (request) => wamid(request.body));
      onTestFinished(() => app.close());
      return `${await app.listen({ port: 0, host: "127.0.0.1" })}/webhook`;
    },
  },
];

function signature(body: string, secret = SECRET): Record<string, string> {
  return {
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
}

describe.each(PLACES)("$name", ({ start }) => {
  test("a delivery is logged once, and the bot gets it whole", async () => {
    const logs = createRecorder();
    const url = await start(logs, {});
    expect(await post(url)).toEqual({ status: 200, text: "wamid.1" });
    expect(await post(url)).toEqual({ status: 200, text: "wamid.1" });
    expect(logs.messages).toMatchObject([
      { phone: "1234567890", id: "wamid.1", data: { text: "Ciao 👋" } },
    ]);
    expect(logs.app).toEqual([]);
  });

  test("only what is signed gets through", async () => {
    const logs = createRecorder();
    const url = await start(logs, { appSecret: SECRET });
    expect(await post(url, BODY, signature(BODY))).toEqual({ status: 200, text: "wamid.1" });
    expect(await post(url, BODY, signature(BODY, "a guess"))).toMatchObject({ status: 401 });
    expect(await post(url, BODY, { "x-hub-signature-256": "sha256=00" })).toMatchObject({
      status: 401,
    });
    expect(await post(url)).toMatchObject({ status: 401 });
    expect(logs.messages).toHaveLength(1);
    expect(logs.app.map(([level]) => level)).toEqual(["warn", "warn", "warn"]);
  });

  test("large bodies in many pieces arrive whole", async () => {
    const logs = createRecorder();
    const url = await start(logs, {});
    const padded = BODY.replace('"text":{', `"padding":"${"x".repeat(90_000)}","text":{`);
    expect(await postInPieces(url, padded)).toEqual({ status: 200, text: "wamid.1" });
    expect(logs.messages).toHaveLength(1);
  });
});

function postInPieces(url: string, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      url,
      { method: "POST", headers: { "content-type": "application/json" } },
      (response) => {
        void text(response).then(
          (found) => resolve({ status: response.statusCode ?? 0, text: found }),
          reject,
        );
      },
    );
    outgoing.on("error", reject);
    for (let at = 0; at < body.length; at += 10_000) outgoing.write(body.slice(at, at + 10_000));
    outgoing.end();
  });
}

describe.each(["content-length: 0", "transfer-encoding: chunked"])(
  "without a body: %s",
  (header) => {
    test.each([
      ["node:http, where the bot reads the stream afterwards", 0],
      ["behind something that took its time", 20],
    ])("%s", async (_, waitMs) => {
      const logs = createRecorder();
      const log = cloudApiWebhook(logs);
      const url = await listen((request, response) => {
        const read = (): void =>
          log(
            request,
            response,
            () => void text(request).then((body) => response.end(`[${body}]`)),
          );
        if (waitMs === 0) read();
        else setTimeout(read, waitMs);
      });
      const end = header.startsWith("transfer") ? "0\r\n\r\n" : "";
      const head = `POST /webhook HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n${header}\r\n\r\n`;
      expect(await sendRaw(url, [head + end])).toMatch(/^HTTP\/1\.1 200 [^]*\[\]/);
      if (end !== "") expect(await sendRaw(url, [head, end])).toMatch(/^HTTP\/1\.1 200 [^]*\[\]/);
      expect(new Set(logs.app.map(([, , said]) => said))).toEqual(
        new Set(["A delivery is no JSON"]),
      );
    });
  },
);

/** Sends bytes as they are, each part in a packet of its own, and returns all that comes back. */
async function sendRaw(url: string, parts: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.setNoDelay(true);
  const answer = text(socket);
  for (const part of parts) {
    socket.write(part);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return answer;
}

test.each([undefined, SECRET])(
  "a delivery that is broken off is said to be that (secret: %s)",
  async (appSecret) => {
    const logs = createRecorder();
    const url = await listen(cloudApiWebhook(logs, { appSecret }));
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(
      'POST /webhook HTTP/1.1\r\nhost: bot\r\ncontent-length: 500\r\n\r\n{"object":',
      () => setTimeout(() => socket.destroy(), 20),
    );
    await eventually(() =>
      expect(logs.app).toEqual([
        ["warn", { data: {} }, "A delivery broke off before it was whole"],
      ]),
    );
  },
);

describe("without anything after it", () => {
  async function alone(
    options: CloudApiWebhookOptions = {},
  ): Promise<{ url: string; logs: Recorder }> {
    const logs = createRecorder();
    return { logs, url: await listen(cloudApiWebhook(logs, options)) };
  }

  test("it answers", async () => {
    const { url, logs } = await alone();
    expect(await post(url)).toEqual({ status: 200, text: "" });
    expect(logs.messages).toHaveLength(1);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(405);
    expect((await fetch(url)).status).toBe(404);
  });

  test("what is no JSON is an error in app.log", async () => {
    const { url, logs } = await alone();
    expect(await post(url, "{")).toMatchObject({ status: 400 });
    expect(logs.app).toMatchObject([["error", {}, "A delivery is no JSON"]]);
  });

  test("what is too large is an error in app.log", async () => {
    const { url, logs } = await alone({ maxBodyBytes: 100 });
    expect(await post(url)).toMatchObject({ status: 413 });
    expect(logs.app).toMatchObject([["error", {}, "A delivery was too large to be logged"]]);
  });

  test("the verification is answered to who knows the token", async () => {
    const { url, logs } = await alone({ verifyToken: "hunter2" });
    const ask = (token: string): Promise<Response> =>
      fetch(
        `${url}?${new URLSearchParams({ "hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "<1158201444>" }).toString()}`,
      );
    const answer = await ask("hunter2");
    expect([answer.status, await answer.text(), answer.headers.get("content-type")]).toEqual([
      200,
      "<1158201444>",
      "text/plain; charset=utf-8",
    ]);
    expect((await ask("hunter3")).status).toBe(403);
    expect(logs.app.map(([level]) => level)).toEqual(["info", "warn"]);
    expect(JSON.stringify(logs.app)).not.toContain("hunter");
  });

  test("with dedupe: false what comes again is logged again", async () => {
    const { url, logs } = await alone({ dedupe: false });
    await post(url);
    await post(url);
    expect(logs.messages).toHaveLength(2);
  });
});

test("a parsed body is logged; its signature cannot be checked, which is said and refused", async () => {
  const start = (logs: Recorder, options: CloudApiWebhookOptions): Promise<string> => {
    const app = express();
    app.use(express.json());
    app.post(
      "/webhook",
      cloudApiWebhook(logs, options),
      (_request, response) => void response.send("ok"),
    );
    return listen(app);
  };
  const logs = createRecorder();
  expect(await post(await start(logs, {}))).toEqual({ status: 200, text: "ok" });
  expect(logs.messages).toHaveLength(1);
  expect(await post(await start(logs, { appSecret: SECRET }), BODY, signature(BODY))).toMatchObject(
    { status: 500 },
  );
  expect(logs.app).toMatchObject([
    ["error", {}, expect.stringContaining("before the body parser") as string],
  ]);
});

const REFUSED: readonly object[] = [{ appSecret: "" }, { maxBodyBytes: 0 }, { token: "x" }];

test.each(REFUSED)("options %j are refused", (options) => {
  expect(() => cloudApiWebhook(createRecorder(), options)).toThrow(
    expect.objectContaining({ code: "LOG_OPTIONS_INVALID" }) as Error,
  );
});
