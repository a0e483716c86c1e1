import { describe, expect, test } from "vitest";
import { closeOnSignals, drainOnExit } from "../src/process-exit.ts";

function listeners(): Record<string, number> {
  const events = ["beforeExit", "exit", "SIGTERM", "SIGINT", "SIGHUP"];
  return Object.fromEntries(events.map((event) => [event, process.listenerCount(event)]));
}

describe("drainOnExit", () => {
  test("one listener for each event, however many writers, and none when all are gone", () => {
    const before = listeners();
    const forget = Array.from({ length: 50 }, () => drainOnExit({ drain: () => undefined }));
    expect(listeners()).toEqual({
      ...before,
      beforeExit: (before["beforeExit"] ?? 0) + 1,
      exit: (before["exit"] ?? 0) + 1,
    });
    for (const each of forget) each();
    expect(listeners()).toEqual(before);
  });

  test("drains those that are not forgotten", () => {
    const drained: string[] = [];
    const others = process.listeners("beforeExit");
    const forgetA = drainOnExit({ drain: () => void drained.push("a") });
    const forgetB = drainOnExit({ drain: () => void drained.push("b") });
    forgetA();
    const ours = process.listeners("beforeExit").find((listener) => !others.includes(listener));
    ours?.(0);
    forgetB();
    expect(drained).toEqual(["b"]);
  });
});

describe("closeOnSignals", () => {
  test("listens to the signals that end a process, once, and stops", () => {
    const before = listeners();
    const close = async (): Promise<void> => undefined;
    const forget = [closeOnSignals({ close }), closeOnSignals({ close })];
    const one = (name: string): number => (before[name] ?? 0) + 1;
    expect(listeners()).toEqual({
      ...before,
      SIGTERM: one("SIGTERM"),
      SIGINT: one("SIGINT"),
      SIGHUP: one("SIGHUP"),
    });
    for (const each of forget) each();
    expect(listeners()).toEqual(before);
  });
});
