import { runNode } from "@org/test-kit";
import { expect, test } from "vitest";

/** Child processes run what was built: Node 20 runs no TypeScript. */
const MAIN = new URL("../../dist/main.js", import.meta.url);
/** At a hundred times the speed: six seconds, or a minute and a half. */
const HOURS = process.env["FULL"] ? "2.5" : "0.17";

test("a normal bot's memory, descriptors and timers do not grow, and every message is there", async () => {
  const { code, stdout, stderr } = await runNode(MAIN, {
    args: ["soak", "--hours", HOURS],
    timeoutMs: 300_000,
  });
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toContain("messages are on disk, 0 of them twice");
  expect(stdout).toMatch(/After `close\(\)`: .*0 timers, 0 handles/);
}, 300_000);
