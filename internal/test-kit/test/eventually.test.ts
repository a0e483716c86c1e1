import { expect, test } from "vitest";
import { eventually } from "../src/eventually.ts";

test("returns the first truthy value", async () => {
  let calls = 0;
  await expect(
    eventually(() => (++calls === 3 ? "ready" : undefined), { everyMs: 1 }),
  ).resolves.toBe("ready");
  expect(calls).toBe(3);
});

test("a check that throws is tried again", async () => {
  let calls = 0;
  const check = (): boolean => {
    expect(++calls).toBe(2);
    return true;
  };
  await expect(eventually(check, { everyMs: 1 })).resolves.toBe(true);
});

test("gives up at the deadline, with the reason", async () => {
  await expect(eventually(() => false, { timeoutMs: 20 })).rejects.toThrow("after 20 ms");
  const failing = (): never => {
    throw new Error("no such file yet");
  };
  await expect(eventually(failing, { timeoutMs: 20 })).rejects.toThrow("no such file yet");
});
