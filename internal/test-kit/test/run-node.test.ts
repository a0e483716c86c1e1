import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileTree } from "../src/file-tree.ts";
import { runNode, startNode } from "../src/run-node.ts";

const script = (source: string): string => join(fileTree({ "main.mjs": source }), "main.mjs");

test("gives arguments, environment and input, and returns code and output", async () => {
  const echo = script(`
    for await (const chunk of process.stdin) process.stdout.write(chunk);
    console.error(process.argv[2], process.env.COLOUR, process.env.GONE);
    process.exitCode = 3;
  `);
  process.env["GONE"] = "still here";
  const result = await runNode(echo, {
    args: ["first"],
    env: { COLOUR: "blue", GONE: undefined },
    input: "héllo",
  });
  delete process.env["GONE"];
  expect(result).toEqual({
    code: 3,
    signal: null,
    stdout: "héllo",
    stderr: "first blue undefined\n",
  });
});

test("names the signal that ended a child", async () => {
  const { child, ended } = startNode(script(`console.log("up"); setInterval(() => {}, 1000);`));
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  await expect(ended).resolves.toMatchObject({ code: null, signal: "SIGTERM", stdout: "up\n" });
});

test("a child over its deadline is killed, and what it said is in the error", async () => {
  const stuck = script(`console.log("so far"); setInterval(() => {}, 1000);`);
  await expect(runNode(stuck, { timeoutMs: 1500 })).rejects.toThrow(/after 1500 ms\.\nso far/);
});

test.skipIf(process.platform === "win32")("holds a child to its open-file limit", async () => {
  const greedy = script(`
    import { openSync } from "node:fs";
    let opened = 0;
    try { for (;;) { openSync(process.argv[1], "r"); opened++; } }
    catch (error) { console.log(error.code, opened < 64); }
  `);
  await expect(runNode(greedy, { maxOpenFiles: 64 })).resolves.toMatchObject({
    stdout: "EMFILE true\n",
  });
});
