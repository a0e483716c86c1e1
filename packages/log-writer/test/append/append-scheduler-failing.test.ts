import { expect, test, vi } from "vitest";
import { target } from "./fake-streams.ts";
import {
  failAll,
  FULL_DISK,
  NO_DESCRIPTORS,
  pass,
  scheduled,
  turn,
  useFakeTimers,
} from "./scheduled.ts";

useFakeTimers();

test("a file that cannot be written keeps its lines, is tried again later and later, and is told of once a round", () => {
  const { streams, failed, written, add } = scheduled();
  const [a, b] = [target("1"), target("2")];
  const triedAfterMs: number[] = [];
  add(a, "x\n");
  add(b, "y\n");
  turn();
  for (let tries = 1; tries <= 8; tries += 1) {
    expect(streams.appends.map(({ chunk }) => chunk)).toEqual(["x\n", "y\n"]);
    failAll(streams);
    expect(failed).toHaveLength(tries);
    const failedAtMs = Date.now();
    while (streams.appends.length === 0) pass(0);
    triedAfterMs.push(Math.round((Date.now() - failedAtMs) / 10) * 10);
  }
  expect(triedAfterMs).toEqual([50, 100, 200, 400, 800, 1600, 2000, 2000]);
  streams.succeedNext();
  streams.succeedNext();
  expect(written).toEqual([
    ["1", 1, 2],
    ["2", 1, 2],
  ]);
});

test("a file that cannot be written is tried by its own pace while others are written well", () => {
  const { streams, failed, add } = scheduled();
  const [bad, good] = [target("bad"), target("good")];
  add(bad, "x\n");
  for (let passedMs = 0; passedMs < 20_000; passedMs += 10) {
    add(good, "y\n");
    pass(10);
    for (const { target: of, end, succeed } of streams.appends.splice(0)) {
      if (of === bad) end({ error: FULL_DISK });
      else succeed();
    }
  }
  expect(failed.length).toBeLessThan(20);
});

test("a file that cannot be written is tried at the first pace again after all is well", () => {
  const { streams, failed, add } = scheduled();
  const a = target("1");
  add(a, "x\n");
  turn();
  streams.appends[0]?.end({ error: FULL_DISK });
  pass(50);
  streams.succeedNext();
  add(a, "y\n");
  turn();
  streams.appends[0]?.end({ error: FULL_DISK });
  pass(50);
  expect(streams.appends).toHaveLength(1);
  expect(failed).toHaveLength(2);
});

test("a file that cannot be written keeps only what is not written yet", () => {
  const { streams, written, add } = scheduled();
  const a = target("1");
  for (const line of ["1\n", "2\n", "3\n"]) add(a, line);
  turn();
  streams.appends[0]?.end({ writtenBytes: 4, error: FULL_DISK });
  expect(written).toEqual([["1", 2, 4]]);
  pass(50);
  expect(streams.appends[0]?.chunk).toBe("3\n");
});

test("a file that cannot be written is tried at once when asked", () => {
  const { streams, scheduler, add } = scheduled();
  const a = target("1");
  add(a, "x\n");
  turn();
  streams.appends[0]?.end({ error: FULL_DISK });
  scheduler.retryNow();
  turn();
  expect(streams.appends).toHaveLength(1);
  pass(10_000);
  expect(streams.appends).toHaveLength(1);
});

test("a file that cannot be opened is the same, and fewer stay open when descriptors ran out", () => {
  const { streams, files, failed, add } = scheduled(8);
  for (let at = 0; at < 8; at += 1) add(target(String(at)), "x\n");
  for (turn(); streams.appends.length > 0; turn()) streams.succeedNext();
  expect(files.count).toBe(8);
  streams.openErrors.push(NO_DESCRIPTORS);
  add(target("more"), "x\n");
  turn();
  expect(failed).toEqual([NO_DESCRIPTORS]);
  expect(files.count).toBeLessThan(8);
  pass(50);
  expect(streams.succeedNext().target.name.key).toBe("more");
});

test("a file that cannot be written because its stream has ended by itself is opened anew", () => {
  const { streams, add } = scheduled();
  const a = target("1");
  add(a, "x\n");
  turn();
  Object.assign(a.stream ?? {}, { isBroken: true });
  streams.appends[0]?.end({ error: new Error("the stream ended") });
  pass(50);
  streams.succeedNext();
  expect(streams.events).toEqual(["+1", "-1", "+1"]);
});

test("asked again and again, a file on which nothing can be written is tried at once only a few times in a row", () => {
  const { streams, scheduler, add } = scheduled();
  const a = target("1");
  add(a, "x\n");
  turn();
  let tries = 0;
  for (let passedMs = 0; passedMs < 1000; passedMs += 1) {
    for (const { end } of streams.appends.splice(0)) {
      tries += 1;
      end({ error: FULL_DISK });
    }
    scheduler.retryNow();
    vi.advanceTimersByTime(1);
  }
  expect(tries).toBeGreaterThan(15);
  expect(tries).toBeLessThan(30);
});

test("asked again and again, a file that takes a little each time is tried at once each time", () => {
  const { streams, scheduler, add } = scheduled();
  const a = target("1");
  for (let line = 0; line < 100; line += 1) add(a, "x\n");
  turn();
  const beganAtMs = Date.now();
  for (let line = 0; line < 99; line += 1) {
    streams.appends.splice(0)[0]?.end({ writtenBytes: 2, error: FULL_DISK });
    scheduler.retryNow();
    turn();
  }
  expect(streams.appends[0]?.chunk).toBe("x\n");
  expect(Date.now() - beganAtMs).toBeLessThan(300);
});
