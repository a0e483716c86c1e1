import { describe, expect, test, vi } from "vitest";
import { FileGoneError, NotSyncedError } from "../../src/append/day-file.ts";
import { target } from "./fake-streams.ts";
import { FULL_DISK, scheduled, turn, useFakeTimers } from "./scheduled.ts";

useFakeTimers();

test("what a file has by the next turn is one chunk", () => {
  const { streams, written, add } = scheduled();
  const a = target("1");
  add(a, "x\n");
  add(a, "y\n");
  expect(streams.appends).toEqual([]);
  turn();
  expect(streams.appends.map(({ chunk }) => chunk)).toEqual(["x\ny\n"]);
  streams.succeedNext();
  expect(written).toEqual([["1", 2, 4]]);
  expect(a.state).toBe("idle");
});

test("what comes while a file is written goes with its next chunk, in order", () => {
  const { streams, add } = scheduled();
  const a = target("1");
  add(a, "1\n");
  turn();
  add(a, "2\n");
  add(a, "3\n");
  turn();
  expect(streams.appends).toHaveLength(1);
  streams.succeedNext();
  turn();
  expect(streams.appends.map(({ chunk }) => chunk)).toEqual(["2\n3\n"]);
});

test.each([
  ["three files", false, 3],
  ["eight files, where much waits already,", true, 8],
])("no more than %s are written at once, and each has its turn", (_name, isPressed, most) => {
  const { streams, add } = scheduled(100, () => isPressed);
  const all = Array.from({ length: 100 }, (_each, at) => target(String(at)));
  for (const each of all) add(each, "x\n");
  const order: string[] = [];
  let mostAtOnce = 0;
  for (turn(); streams.appends.length > 0; turn()) {
    mostAtOnce = Math.max(mostAtOnce, streams.appends.length);
    order.push(streams.succeedNext().target.name.key);
  }
  expect(mostAtOnce).toBe(most);
  expect(order).toEqual(all.map(({ name }) => name.key));
});

test("a busy file does not keep the others from their turn", () => {
  const { streams, add } = scheduled();
  const [busy, other] = [target("busy"), target("other")];
  add(busy, "x\n");
  turn();
  for (let round = 0; round < 9; round += 1) add(target(`more ${round}`), "x\n");
  add(busy, "x\n");
  add(other, "x\n");
  const order: string[] = [];
  for (turn(); streams.appends.length > 0; turn())
    order.push(streams.succeedNext().target.name.key);
  expect(order.indexOf("other")).toBeLessThan(order.lastIndexOf("busy"));
});

test("more files than may be open take turns", () => {
  const { streams, add, written } = scheduled(2);
  for (let round = 0; round < 3; round += 1) {
    for (let at = 0; at < 20; at += 1) add(target(String(at)), "x\n");
    for (turn(); streams.appends.length > 0; turn()) streams.succeedNext();
  }
  expect(written).toHaveLength(60);
  expect(streams.mostOpen).toBe(2);
});

test("a file that is gone is opened anew at once, and no line is lost or told of as failed", () => {
  const { streams, failed, written, add } = scheduled();
  const a = target("1");
  add(a, "x\n");
  turn();
  streams.appends[0]?.end({ error: new FileGoneError("gone") });
  turn();
  expect(streams.appends.map(({ chunk }) => chunk)).toEqual(["x\n"]);
  streams.succeedNext();
  expect(streams.events).toEqual(["+1", "-1", "+1"]);
  expect({ failed, written }).toEqual({ failed: [], written: [["1", 1, 2]] });
});

test("a chunk that is in the file but could not be synced is told of, and not written again", () => {
  const { streams, failed, written, settled, add, wait } = scheduled();
  const a = target("1");
  add(a, "x\n");
  wait(a);
  turn();
  add(a, "y\n");
  const notSynced = new NotSyncedError(FULL_DISK);
  streams.appends[0]?.end({ writtenBytes: 2, error: notSynced });
  expect({ failed, written, settled }).toEqual({
    failed: [notSynced],
    written: [["1", 1, 2]],
    settled: ["no space"],
  });
  turn();
  expect(streams.appends.map(({ chunk }) => chunk)).toEqual(["y\n"]);
});

describe("those who wait", () => {
  test("are told when all that was there is written, whatever comes after", () => {
    const { streams, settled, add, wait } = scheduled();
    const a = target("1");
    add(a, "1\n");
    turn();
    add(a, "2\n");
    wait(a);
    streams.succeedNext();
    expect(settled).toEqual([]);
    add(a, "3\n");
    turn();
    streams.appends[0]?.end({ writtenBytes: 2 });
    expect(settled).toEqual([null]);
  });

  test("are told of a failure at once; the lines stay", () => {
    const { streams, settled, add, wait } = scheduled();
    const a = target("1");
    add(a, "1\n");
    wait(a);
    turn();
    streams.appends[0]?.end({ error: FULL_DISK });
    expect(settled).toEqual(["no space"]);
    expect(a.queue.entries).toBe(1);
  });
});

describe("stopping", () => {
  test("waits for what is under way and begins nothing more", async () => {
    const { streams, scheduler, add } = scheduled();
    const [a, b] = [target("1"), target("2")];
    add(a, "x\n");
    turn();
    add(b, "y\n");
    let isStopped = false;
    const stopped = scheduler.stop().then(() => (isStopped = true));
    turn();
    await Promise.resolve();
    expect(isStopped).toBe(false);
    streams.succeedNext();
    await stopped;
    vi.advanceTimersByTime(10_000);
    expect(streams.appends).toEqual([]);
    expect(b.queue.entries).toBe(1);
  });

  test("tries nothing again after a failure", async () => {
    const { streams, scheduler, failed, add } = scheduled();
    add(target("1"), "x\n");
    turn();
    const stopped = scheduler.stop();
    streams.appends[0]?.end({ error: FULL_DISK });
    await stopped;
    vi.advanceTimersByTime(60_000);
    expect(streams.appends).toEqual([]);
    expect(failed).toEqual([FULL_DISK]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends at once when nothing is under way", async () => {
    await scheduled().scheduler.stop();
  });
});

test("a file whose lines went another way meanwhile is left alone", () => {
  const { streams, failed, add } = scheduled();
  const a = target("1");
  add(a, "x\n");
  a.queue.clear();
  turn();
  expect(streams.appends).toEqual([]);
  expect(a.state).toBe("idle");
  expect(failed).toEqual([]);
  add(a, "y\n");
  turn();
  expect(streams.appends).toHaveLength(1);
});

describe("before a file is written", () => {
  test("the folder must be known: until then lines wait, and no file is opened", () => {
    const { streams, steer, failed, written, add } = scheduled();
    steer.notReady = new Error("the folder is not there");
    const a = target("1");
    add(a, "x\n");
    turn();
    expect([a.state, streams.events, failed]).toEqual(["parked", [], [steer.notReady]]);
    steer.notReady = null;
    vi.runOnlyPendingTimers();
    turn();
    streams.succeedNext();
    expect(written).toEqual([["1", 1, 2]]);
  });

  test("its lines may have gone to another: no file is opened for none", () => {
    const { streams, add } = scheduled();
    const a = target("1");
    add(a, "x\n");
    a.queue.clear();
    turn();
    expect([a.state, streams.events]).toEqual(["idle", []]);
  });
});
