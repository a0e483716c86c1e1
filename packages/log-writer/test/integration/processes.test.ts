import { readFileSync } from "node:fs";
import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { dayFiles, expectedIds, idsIn, writtenIds } from "./written-lines.ts";

const BURST = new URL("bots/burst.mjs", import.meta.url);

test("four processes writing to the same three phones lose, double and tear nothing", async () => {
  const dir = tempDir();
  const names = ["a", "b", "c", "d"];
  const ended = await Promise.all(
    names.map((name) => runNode(BURST, { args: [dir, name, "4000", "3", "close"] })),
  );
  expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    names.map(() => ({ code: 0, stderr: "" })),
  );
  expect(dayFiles(dir)).toHaveLength(3);
  expect(writtenIds(dir).toSorted()).toEqual(expectedIds(names, 4000).toSorted());
});

test("each process keeps the order of its own entries within a file", async () => {
  const dir = tempDir();
  await Promise.all(
    ["a", "b"].map((name) => runNode(BURST, { args: [dir, name, "3000", "1", "close"] })),
  );
  const ids = writtenIds(dir);
  for (const name of ["a", "b"]) {
    expect(ids.filter((id) => id.startsWith(name))).toEqual(expectedIds([name], 3000));
  }
});

test.each(["exit", "throw", "handler"])(
  "10,000 entries and then %s in the same tick are on disk, each once and in order",
  async (end) => {
    const dir = tempDir();
    await runNode(BURST, { args: [dir, "a", "10000", "1", end] });
    expect(writtenIds(dir)).toEqual(expectedIds(["a"], 10_000));
  },
);

test("process.exit at any moment of a busy bot leaves every entry once and in order", async () => {
  for (let moment = 0; moment < (process.env["FULL"] ? 200 : 12); moment += 1) {
    const dir = tempDir();
    const count = 500 + moment * 137;
    await runNode(BURST, { args: [dir, "a", String(count), "5", "busy"] });
    for (let phone = 0; phone < 5; phone += 1) {
      const expected = expectedIds(["a"], count).filter((_, index) => index % 5 === phone);
      // Two files where midnight came in between.
      const files = dayFiles(dir).filter((path) => path.endsWith(`${1_234_567_000 + phone}.log`));
      expect(files.flatMap(idsIn)).toEqual(expected);
    }
  }
}, 600_000);

test("a process that simply runs out of work has written everything", async () => {
  const dir = tempDir();
  const { code } = await runNode(BURST, { args: [dir, "a", "5000", "20", "return"] });
  expect(code).toBe(0);
  expect(writtenIds(dir).toSorted()).toEqual(expectedIds(["a"], 5000).toSorted());
});

test("50,000 entries over 5,000 phones fit through 256 descriptors", async () => {
  const dir = tempDir();
  const { code, stdout, stderr } = await runNode(BURST, {
    args: [dir, "a", "50000", "5000", "close", JSON.stringify({ maxOpenFiles: 128 })],
    maxOpenFiles: 256,
    timeoutMs: 120_000,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const metrics = JSON.parse(stdout) as Record<string, number>;
  expect(metrics).toMatchObject({ accepted: 50_000, written: 50_000, dropped: 0, errors: 0 });
  expect(metrics["mostOpen"]).toBeGreaterThan(100);
  expect(metrics["mostOpen"]).toBeLessThanOrEqual(128);
  expect(writtenIds(dir).toSorted()).toEqual(expectedIds(["a"], 50_000).toSorted());
}, 180_000);

test("with the default of 256 open files a process limited to 256 descriptors loses nothing", async () => {
  const dir = tempDir();
  const { code, stdout } = await runNode(BURST, {
    args: [dir, "a", "20000", "2000", "close"],
    maxOpenFiles: 256,
    timeoutMs: 120_000,
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ accepted: 20_000, written: 20_000, dropped: 0 });
  expect(writtenIds(dir)).toHaveLength(20_000);
}, 180_000);

test("no file is empty and none is torn after a burst", async () => {
  const dir = tempDir();
  await runNode(BURST, { args: [dir, "a", "2000", "300", "exit"] });
  for (const path of dayFiles(dir)) expect(readFileSync(path, "utf8")).toMatch(/^\{[^]*\}\n$/);
});
