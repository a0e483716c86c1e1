import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OpenFiles } from "../../src/append/open-files.ts";
import type { Target } from "../../src/append/target.ts";
import { FakeStreams, target } from "./fake-streams.ts";

interface Opened {
  readonly streams: FakeStreams;
  readonly files: OpenFiles;
  readonly closed: string[];
  /** Opens or uses the file of a target; its result is pushed to `got`. */
  readonly use: (of: Target) => void;
  readonly got: string[];
}

function filesOf(maxOpen: number): Opened {
  const streams = new FakeStreams();
  const closed: string[] = [];
  const got: string[] = [];
  const files = new OpenFiles(maxOpen, streams.openStream, (of) => void closed.push(of.name.key));
  const use = (of: Target): void =>
    files.acquire(of, (error, stream) => {
      got.push(stream === undefined ? `${of.name.key}: ${error?.message}` : of.name.key);
    });
  return { streams, files, closed, use, got };
}

function targets(count: number): Target[] {
  return Array.from({ length: count }, (_, at) => target(String(at + 1)));
}

test("a file is opened once and used again", () => {
  const { streams, files, use, got } = filesOf(2);
  const [a] = targets(1) as [Target];
  use(a);
  use(a);
  expect(got).toEqual(["1", "1"]);
  expect(streams.events).toEqual(["+1"]);
  expect(files.count).toBe(1);
});

test("the least recently used makes room, and is told to have been closed", () => {
  const { streams, use, closed } = filesOf(2);
  const [a, b, c] = targets(3) as [Target, Target, Target];
  use(a);
  use(b);
  use(a);
  use(c);
  expect(streams.events).toEqual(["+1", "+2", "-2", "+3"]);
  expect(closed).toEqual(["2"]);
  expect(b.stream).toBeUndefined();
  expect(streams.mostOpen).toBe(2);
});

test("what waits for its turn stays open; if all do, the one whose turn comes last is closed", () => {
  const { streams, use } = filesOf(3);
  const [a, b, c, d, e] = targets(5) as [Target, Target, Target, Target, Target];
  for (const each of [a, b, c]) use(each);
  a.state = "queued";
  c.state = "parked";
  use(d);
  expect(streams.events.slice(3)).toEqual(["-2", "+4"]);
  for (const each of [c, d]) each.state = "queued";
  use(e);
  expect(streams.events.slice(5)).toEqual(["-4", "+5"]);
});

test("of files written in turn, more than may be open, some are never closed", () => {
  const { streams, use } = filesOf(10);
  const all = targets(12);
  for (let round = 0; round < 20; round += 1) {
    for (const each of all) {
      each.state = "busy";
      use(each);
      each.state = "queued";
    }
  }
  const openings = streams.events.filter((event) => event.startsWith("+")).length;
  // Closing the least recently used one would open all twelve in each of the twenty rounds.
  expect(openings).toBeLessThan(12 + 20 * 4);
});

test("one that is being written is never closed: the next waits until one is done", () => {
  const { files, use, got } = filesOf(1);
  const [a, b] = targets(2) as [Target, Target];
  a.state = "busy";
  use(a);
  use(b);
  expect(got).toEqual(["1"]);
  files.relieve();
  expect(got).toEqual(["1"]);
  a.state = "idle";
  files.relieve();
  expect(got).toEqual(["1", "2"]);
});

test("a closing file holds its descriptor until it is closed", () => {
  const { streams, files, use, got } = filesOf(1);
  streams.holdsClosing = true;
  const [a, b, c] = targets(3) as [Target, Target, Target];
  for (const each of [a, b, c]) use(each);
  expect(got).toEqual(["1"]);
  expect(files.count).toBe(1);
  streams.closings[0]?.end();
  expect(got).toEqual(["1", "2"]);
  expect(streams.mostOpen).toBe(1);
  files.relieve();
  streams.closings[1]?.end();
  expect(got).toEqual(["1", "2", "3"]);
});

test("where many may be open one is closed ahead, so that the next opening waits for no closing", () => {
  const { streams, files, use, got } = filesOf(64);
  const all = targets(66);
  for (const each of all.slice(0, 64)) use(each);
  expect(files.count).toBe(62);
  streams.holdsClosing = true;
  for (const each of all.slice(64)) use(each);
  expect(got).toHaveLength(66);
  expect(streams.closings).toHaveLength(2);
  expect(streams.mostOpen).toBeLessThanOrEqual(64);
});

test("an opening that fails gives its place back", () => {
  const { streams, files, use, got } = filesOf(1);
  streams.openErrors.push(new Error("no room"));
  const [a, b] = targets(2) as [Target, Target];
  use(a);
  expect(files.count).toBe(0);
  use(b);
  expect(got).toEqual(["1: no room", "2"]);
});

test("what has not been used since an instant is closed, busy ones are not", () => {
  const { streams, files, use } = filesOf(10);
  const all = targets(4);
  for (const [at, each] of all.entries()) {
    each.usedAtMs = at * 1000;
    use(each);
  }
  (all[1] as Target).state = "busy";
  files.releaseIdle(3000);
  expect(streams.events.filter((event) => event.startsWith("-"))).toEqual(["-1", "-3"]);
});

describe("when descriptors run out", () => {
  test("a quarter fewer stay open, at least one, until they come back", () => {
    const { streams, files, use } = filesOf(8);
    const all = targets(20);
    for (const each of all.slice(0, 8)) use(each);
    files.shrink();
    expect(files.count).toBe(6);
    for (const each of all.slice(8, 12)) use(each);
    expect(files.count).toBe(6);
    for (let round = 0; round < 10; round += 1) files.shrink();
    expect(files.count).toBe(1);
    files.recover();
    files.recover();
    for (const each of all.slice(12)) use(each);
    expect(files.count).toBe(4);
    for (let round = 0; round < 10; round += 1) files.recover();
    for (const each of all) use(each);
    expect(files.count).toBe(8);
    expect(streams.mostOpen).toBe(8);
  });
});

test("one who waits while fewer may be open is served, whatever ends in whatever order", () => {
  const { streams, files, use, got } = filesOf(2);
  streams.holdsClosing = true;
  const [a, b, c] = targets(3) as [Target, Target, Target];
  for (const each of [a, b]) {
    each.state = "busy";
    use(each);
  }
  files.shrink();
  use(c);
  for (const each of [a, b]) {
    each.state = "idle";
    files.relieve();
  }
  expect(streams.closings).toHaveLength(1);
  streams.closings[0]?.end();
  streams.closings[1]?.end();
  expect(got).toEqual(["1", "2", "3"]);
});

describe("closing everything", () => {
  test("ends when what was closing before is closed too", () => {
    const { streams, files, use } = filesOf(4);
    streams.holdsClosing = true;
    const all = targets(3);
    for (const each of all) use(each);
    files.release(all[0] as Target);
    let isDone = false;
    files.releaseAll(() => (isDone = true));
    expect(streams.closings).toHaveLength(3);
    for (const { end } of streams.closings.splice(1)) end();
    expect(isDone).toBe(false);
    streams.closings[0]?.end();
    expect(isDone).toBe(true);
    expect(files.count).toBe(0);
  });

  test("ends at once when nothing is open", () => {
    let isDone = false;
    filesOf(1).files.releaseAll(() => (isDone = true));
    expect(isDone).toBe(true);
  });
});

test("whatever is used, written, closed and when: never too many open, nobody waits for ever", () => {
  const step = fc.record({
    what: fc.constantFrom("use", "done", "closed", "shrink", "recover", "idle"),
    at: fc.nat(),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(1, 2, 3, 4, 40),
      fc.array(step, { maxLength: 120, size: "max" }),
      (maxOpen, steps) => {
        const { streams, files } = filesOf(maxOpen);
        streams.holdsClosing = true;
        const all = targets(8 + maxOpen);
        const busy: Target[] = [];
        let waiting = 0;
        const done = (at: number): void => {
          const [of] = busy.splice(at % Math.max(busy.length, 1), 1);
          if (of === undefined) return;
          of.state = "idle";
          files.relieve();
        };
        const closed = (at: number): void => {
          streams.closings.splice(at % Math.max(streams.closings.length, 1), 1)[0]?.end();
        };
        const actions: Record<string, (at: number) => void> = {
          use: (at) => {
            const of = all[at % all.length] as Target;
            if (of.state === "busy") return;
            of.state = "busy";
            waiting += 1;
            files.acquire(of, (_error, stream) => {
              waiting -= 1;
              expect(stream).toBeDefined();
              busy.push(of);
            });
          },
          done,
          closed,
          shrink: () => files.shrink(),
          recover: () => files.recover(),
          idle: () => files.releaseIdle(Number.POSITIVE_INFINITY),
        };
        for (const { what, at } of steps) {
          actions[what]?.(at);
          expect(files.count).toBe(streams.open);
          expect(streams.open).toBeLessThanOrEqual(maxOpen);
        }
        for (let round = 0; round < 200 && waiting + busy.length > 0; round += 1) {
          done(0);
          closed(0);
        }
        expect(waiting).toBe(0);
      },
    ),
    { numRuns: process.env["FULL"] === undefined ? 300 : 5000 },
  );
});
