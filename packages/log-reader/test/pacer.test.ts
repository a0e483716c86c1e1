import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { Pacer } from "../src/pacer.ts";

test("a job that steps lets others run", async () => {
  const pacer = new Pacer(() => undefined);
  const turns: string[] = [];
  const other = (async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await setImmediate();
      turns.push("other");
    }
  })();
  const end = performance.now() + 5000;
  while (turns.length < 3 && performance.now() < end) await pacer.step();
  turns.push("job");
  await other;
  expect(turns).toEqual(["other", "other", "other", "job"]);
});

test("a step ends a job that is to stop, at once or after others have run", async () => {
  let isToStop = false;
  const pacer = new Pacer(() => {
    if (isToStop) throw new Error("stopped");
  });
  await pacer.step();
  isToStop = true;
  await expect(pacer.step()).rejects.toThrow("stopped");
  const end = performance.now() + 20;
  while (performance.now() < end);
  await expect(pacer.step()).rejects.toThrow("stopped");
  expect(() => {
    pacer.check();
  }).toThrow("stopped");
});
