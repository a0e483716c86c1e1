import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DayFile, type AppendResult } from "../../src/append/day-file.ts";
import { entryLine, readIds } from "./entry-lines.ts";
import { UnrulyIo, type Outcome } from "./unruly-io.ts";

/** A process that appends to the file as the writer does: what is not written is given again. */
class Appender {
  readonly name: string;
  readonly io = new UnrulyIo();
  readonly file: DayFile;
  /** Lines that are still to be written. */
  waiting: string[] = [];
  ids: string[] = [];
  #isBusy = false;

  constructor(path: string, name: string) {
    this.name = name;
    let file: DayFile | undefined;
    const options = {
      path,
      fileMode: 0o600,
      io: this.io,
      syncEachChunk: false,
      elapsedMs: () => 0,
    };
    DayFile.open(options, (_error, opened) => (file = opened));
    if (file === undefined) throw new Error("not opened");
    this.file = file;
  }

  give(chars: number): void {
    const id = `${this.name}${this.ids.length}`;
    this.ids.push(id);
    this.waiting.push(entryLine(id, chars));
  }

  /** Goes one step further: begins an append, or lets the write under way end. */
  step(outcome: Outcome): void {
    if (this.#isBusy) return this.io.writes.shift()?.(outcome);
    if (this.waiting.length === 0) return;
    this.#isBusy = true;
    this.file.append(Buffer.from(this.waiting.join("")), (result) => this.#end(result));
  }

  #end({ writtenBytes }: AppendResult): void {
    this.#isBusy = false;
    let left = writtenBytes;
    while (left > 0) left -= this.waiting.shift()?.length ?? left;
  }

  /** Whether everything is written. */
  get isDone(): boolean {
    return !this.#isBusy && this.waiting.length === 0;
  }
}

/** A tear of a byte or two would leave `{`, which in a text of somebody else's is a text again. */
const MIN_SHORT = 3;

const whole = fc.constant<Outcome>("whole");
const error = fc.constant<Outcome>("error");
const short = fc.integer({ min: MIN_SHORT, max: 300 }).map((bytes): Outcome => ({ short: bytes }));

interface Step {
  readonly who: number;
  /** Lengths of new lines. */
  readonly lines: readonly number[];
  readonly outcomes: readonly Outcome[];
}

const stepsWith = (...outcomes: fc.Arbitrary<Outcome>[]): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      who: fc.nat(3),
      lines: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 3 }),
      outcomes: fc.array(fc.oneof(...outcomes), { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 60, size: "max" },
  );

/** What a reader finds after all steps, and then room for everything that is left. */
function run(
  processes: number,
  steps: readonly Step[],
  isRacing: boolean,
): { found: string[]; appenders: Appender[] } {
  const path = join(tempDir(), "1234567890.log");
  const appenders = Array.from(
    { length: processes },
    (_, at) => new Appender(path, "abcd"[at] ?? ""),
  );
  for (const { who, lines, outcomes } of steps) {
    const appender = appenders[who % processes];
    if (appender === undefined) throw new Error("nobody");
    for (const chars of lines) appender.give(chars);
    // Either everything of an append happens at once, or others come between any two calls of it.
    appender.io.atOnce = isRacing ? undefined : [...outcomes];
    appender.step(outcomes[0] ?? "whole");
  }
  for (let round = 0; !appenders.every(({ isDone }) => isDone); round += 1) {
    if (round > 1000) throw new Error("it does not end");
    for (const appender of appenders) appender.step("whole");
  }
  for (const { file } of appenders) file.close(() => undefined);
  return { found: readIds(path), appenders };
}

function expectEachOnceInOrder({ found, appenders }: ReturnType<typeof run>): void {
  expect(found.toSorted()).toEqual(appenders.flatMap(({ ids }) => ids).toSorted());
  for (const { name, ids } of appenders) {
    expect(found.filter((id) => id.startsWith(name))).toEqual(ids);
  }
}

const RUNS = process.env["FULL"] === undefined ? 150 : 20_000;

function assertAlways(steps: fc.Arbitrary<Step[]>, check: (given: Step[]) => void): void {
  fc.assert(fc.property(steps, check), { numRuns: RUNS });
}

test("one process, on a disk that takes what it likes: every line once, in order", () => {
  assertAlways(stepsWith(whole, short, error), (steps) => {
    expectEachOnceInOrder(run(1, steps, true));
  });
}, 600_000);

test.each([2, 4])(
  "%i processes that race, on a disk with room or without: the same",
  (processes) => {
    assertAlways(stepsWith(whole, whole, error), (steps) => {
      expectEachOnceInOrder(run(processes, steps, true));
    });
  },
  600_000,
);

test.each([2, 4])(
  "%i processes in turn, on a disk that takes what it likes: the same",
  (processes) => {
    assertAlways(stepsWith(whole, short, error), (steps) => {
      expectEachOnceInOrder(run(processes, steps, false));
    });
  },
  600_000,
);

test.each([2, 4])(
  "%i processes that race for the last bytes of a disk: no line is lost",
  (processes) => {
    assertAlways(stepsWith(whole, short, short, error), (steps) => {
      const { found, appenders } = run(processes, steps, true);
      const missing = appenders.flatMap(({ ids }) => ids).filter((id) => !found.includes(id));
      expect(missing).toEqual([]);
    });
  },
  600_000,
);
