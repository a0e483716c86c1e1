import { join } from "node:path";
import { createLogWriter } from "@org/log-writer";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { COMMANDS } from "../src/command-table.ts";
import { runCli } from "./fake-io.ts";

/** Command lines of help that name a field. */
const WITH_FIELDS: readonly string[] = Object.values(COMMANDS)
  .flatMap(({ examples }) => examples)
  .map(({ typed }) => typed)
  .filter((typed) => / --(?:where|by) /.test(typed));

/** A request as the writer logs it, and one that went well. */
async function folderOfRequests(): Promise<string> {
  const cwd = tempDir();
  const logs = createLogWriter({ dir: join(cwd, "app/logs"), timeZone: "UTC" });
  const request = { method: "POST", url: "https://example.com/pay", durationMs: 12 };
  logs.logRequest({ ...request, status: 200 });
  logs.logRequest({ ...request, status: 502 });
  await logs.close();
  return cwd;
}

test("fields in the examples of help are those that the writer writes", async () => {
  const cwd = await folderOfRequests();
  expect(WITH_FIELDS.length).toBeGreaterThan(1);
  for (const typed of WITH_FIELDS) {
    const [, ...argv] = (typed.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
    const { code, stdout } = await runCli(argv, { cwd, nowMs: Date.now() });
    expect({ typed, code }).toEqual({ typed, code: 0 });
    // In an entry, or in a row of its own: the sentence about a failed request holds it anyway.
    expect(stdout).toMatch(/"status":502\b|\n {2}502 /);
  }
});
