import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { expect, test } from "vitest";
import { requestLogger } from "../../src/http.ts";
import { listen, openRequestLog } from "./requests.ts";

test("a request is logged when it is answered", async () => {
  const log = openRequestLog();
  const handle = requestLogger(log.logs);
  const url = await listen((request, response) =>
    handle(request, response, () =>
      response.writeHead(request.url === "/bad" ? 500 : 200).end("ok"),
    ),
  );
  await fetch(`${url}/webhook?hub.verify_token=SECRET&x=1`, { method: "POST", body: "{}" });
  await fetch(`${url}/bad`);
  expect(await log.entries(2)).toMatchObject([
    {
      level: "info",
      data: { method: "POST", url: "/webhook?hub.verify_token=[redacted]&x=1", status: 200 },
    },
    { level: "error", data: { method: "GET", url: "/bad", status: 500 } },
  ]);
  const [first] = await log.entries(2);
  expect(first?.data["durationMs"]).toBeTypeOf("number");
  expect(Object.keys(first?.data ?? {})).toEqual(["method", "url", "status", "durationMs"]);
});

test("a client that gives up is an error without a status", async () => {
  const log = openRequestLog();
  const handle = requestLogger(log.logs);
  const url = await listen((request, response) => handle(request, response));
  const outgoing = httpRequest(url);
  outgoing.on("error", () => {});
  outgoing.end();
  await once(outgoing, "finish");
  setImmediate(() => outgoing.destroy());
  expect(await log.entries(1)).toMatchObject([
    { level: "error", data: { error: "The client closed the connection" } },
  ]);
});

test("headers and the parsed body are logged if asked for, without secrets; a router's URL is whole", async () => {
  const log = openRequestLog();
  const handle = requestLogger(log.logs, { headers: true, body: true });
  const url = await listen((request, response) => {
    Object.assign(request, {
      originalUrl: "/api/orders",
      body: { order: 4711, access_token: "SECRET" },
    });
    handle(request, response, () => response.end());
  });
  await fetch(url, { headers: { authorization: "Bearer SECRET", "x-shop": "1" } });
  const text = await log.text(1);
  expect(text).toContain('"url":"/api/orders"');
  expect(text).toContain('"order":4711');
  expect(text).toContain('"x-shop":"1"');
  expect(text).not.toContain("SECRET");
});

test("what the filter leaves out is not logged, and a filter that throws costs nothing", async () => {
  const log = openRequestLog();
  const handle = requestLogger(log.logs, {
    filter: ({ url }) => {
      if (url === "/throw") throw new Error("mistake");
      return url !== "/health";
    },
  });
  const url = await listen((request, response) => handle(request, response, () => response.end()));
  for (const path of ["/health", "/throw", "/x"]) await fetch(url + path);
  expect((await log.entries(2)).map(({ data }) => data["url"])).toEqual(["/throw", "/x"]);
});

test("a closed writer does not make the server fall", async () => {
  const log = openRequestLog();
  const handle = requestLogger(log.logs);
  const url = await listen((request, response) =>
    handle(request, response, () => response.end("ok")),
  );
  await log.logs.close();
  expect(await (await fetch(url)).text()).toBe("ok");
  expect(await (await fetch(url)).text()).toBe("ok");
});

test("unknown options are refused", () => {
  const { logs } = openRequestLog();
  expect(() => requestLogger(logs, { bodyy: true } as object)).toThrow(/did you mean body/);
});
