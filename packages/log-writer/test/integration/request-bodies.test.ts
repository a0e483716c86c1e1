import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLogWriter } from "@org/log-writer";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";

test.each([
  ["a long text", "x".repeat(100_000)],
  ["a long text in an object", { note: "y".repeat(100_000), kept: "short" }],
  ["JSON text of an object", JSON.stringify({ note: "z".repeat(60_000), kept: "short" })],
  ["nothing but small pieces", Array.from({ length: 9000 }, (_, index) => index)],
])("the body of a request is capped: %s", async (_name, body) => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  logs.logRequest({ method: "POST", url: "https://example.com/", body });
  await logs.flush();
  const line = readFileSync(join(dir, "app/requests.log"), "utf8");
  expect(line.length).toBeLessThan(17_000);
  expect(JSON.parse(line)).toMatchObject({ truncated: true, data: { method: "POST" } });
  if (typeof body === "object" && "kept" in body) expect(line).toContain('"kept":"short"');
});
