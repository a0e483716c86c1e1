import { channel } from "node:diagnostics_channel";
import { expect, onTestFinished, test } from "vitest";
import { logOutgoingRequests, type HttpLogOptions } from "../../src/http.ts";
import { listen, openRequestLog, type RequestLog } from "./requests.ts";

function openOutgoing(options?: HttpLogOptions): RequestLog {
  const log = openRequestLog();
  onTestFinished(logOutgoingRequests(log.logs, options));
  return log;
}

test("fetch is logged with its status, without secrets in the URL", async () => {
  const log = openOutgoing();
  const url = await listen((request, response) =>
    response.writeHead(request.url === "/no" ? 404 : 201).end("ok"),
  );
  await fetch(`${url}/v24.0/1/messages?access_token=SECRET`, {
    method: "POST",
    headers: { authorization: "Bearer SECRET" },
    body: '{"to":"1234567890"}',
  });
  await fetch(`${url}/no`);
  expect(await log.entries(2)).toMatchObject([
    {
      level: "info",
      data: { method: "POST", url: `${url}/v24.0/1/messages?access_token=[redacted]`, status: 201 },
    },
    { level: "warn", data: { method: "GET", url: `${url}/no`, status: 404 } },
  ]);
  expect(await log.text(2)).not.toContain("SECRET");
  expect(await log.text(2)).not.toContain("1234567890");
});

test("an answer that nobody reads is logged all the same", async () => {
  const log = openOutgoing();
  const url = await listen((_request, response) => response.end("x".repeat(1_000_000)));
  const response = await fetch(url);
  expect(await log.entries(1)).toMatchObject([{ data: { status: 200 } }]);
  await response.body?.cancel();
});

test("a request without an answer is an error", async () => {
  const log = openOutgoing();
  const url = await listen((request) => request.socket.destroy());
  await expect(fetch(url)).rejects.toThrow("fetch failed");
  const [entry] = await log.entries(1);
  expect(entry).toMatchObject({ level: "error", msg: `GET ${url}/ failed` });
  expect(entry?.data["error"]).toMatchObject({ type: expect.any(String) as string });
});

test("what the filter leaves out is not logged", async () => {
  const log = openOutgoing({ filter: ({ url }) => url.includes("/messages") });
  const url = await listen((_request, response) => response.end());
  await fetch(`${url}/media`);
  await fetch(`${url}/messages`);
  expect((await log.entries(1))[0]?.data["url"]).toBe(`${url}/messages`);
});

test("when it is ended nothing more is logged", async () => {
  const log = openRequestLog();
  const end = logOutgoingRequests(log.logs);
  const url = await listen((_request, response) => response.end());
  await fetch(`${url}/1`);
  await log.entries(1);
  end();
  await fetch(`${url}/2`);
  await log.logs.flush();
  expect(await log.text(1)).not.toContain("/2");
});

test("bodies are logged if asked for, in pieces too, capped and without secrets", async () => {
  const log = openOutgoing({ body: true });
  const tell = (event: string, message: object): void =>
    channel(`undici:request:${event}`).publish(message);
  const whole = {
    origin: "http://api",
    path: "/a",
    method: "POST",
    body: '{"to":"1","token":"SECRET"}',
  };
  tell("create", { request: whole });
  tell("headers", { request: whole, response: { statusCode: 200 } });
  const pieces = { origin: "http://api", path: "/b", method: "POST", body: {} };
  tell("create", { request: pieces });
  for (const chunk of ["one ", "two ", "x".repeat(100_000)]) {
    tell("bodyChunkSent", { request: pieces, chunk: Buffer.from(chunk) });
  }
  tell("headers", { request: pieces, response: { statusCode: 200 } });
  const [first, second] = await log.entries(2);
  expect(first?.data["body"]).toEqual({ to: "1", token: "[redacted]" });
  expect(second?.data["body"]).toMatch(/^one two x{1000}/);
  expect(String(second?.data["body"]).length).toBeLessThan(17_000);
});

test("a server that is not there is an error with its code", async () => {
  const log = openOutgoing();
  const url = await listen(() => undefined, "closed");
  await expect(fetch(url)).rejects.toThrow("fetch failed");
  expect(await log.text(1)).toContain("ECONNREFUSED");
});
