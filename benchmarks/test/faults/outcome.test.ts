import { expect, test } from "vitest";
import { describeOutcome, isWhole, worse, type Outcome } from "../../src/faults/outcome.ts";

const WHOLE: Outcome = {
  expected: 1000,
  lost: 0,
  doubled: 0,
  torn: 0,
  strays: 0,
  thrown: 0,
  crashed: undefined,
  hungAt: undefined,
  notes: [],
};

test.each([
  [{}, "all there", "✓"],
  [{ notes: ["peak RSS 90 MB"] }, "all there, peak RSS 90 MB", "✓, peak RSS 90 MB"],
  [{ lost: 12, torn: 3 }, "**12** of 1,000 lost, 3 torn", "**12** of 1,000 lost"],
  [{ doubled: 4 }, "all there, 4 doubled", "all there, 4 doubled"],
  [{ thrown: 4 }, "all there, 4 calls threw", "all there, 4 calls threw"],
  [{ strays: 1200 }, /all there, 1,200 in a file of/, /all there, 1,200 in a file of/],
  [{ hungAt: "finish" }, "its end never came, all there", "its end never came, all there"],
  [
    { crashed: "ENOSPC: no space", lost: 1 },
    "**crashed** (ENOSPC: no space), **1** of 1,000 lost",
    "**crashed**, **1** of 1,000 lost",
  ],
])("%j is said in words, and in few", (damage, long, short) => {
  const outcome = { ...WHOLE, ...damage };
  expect(describeOutcome(outcome)).toMatch(long);
  expect(describeOutcome(outcome, true)).toMatch(short);
  expect(isWhole(outcome)).toBe(Object.keys(damage).every((name) => name === "notes"));
});

test("what could not be tried is said, and is no success", () => {
  expect(describeOutcome({ notRun: "needs Linux" })).toBe("not run: needs Linux");
  expect(describeOutcome({ notRun: "needs Linux" }, true)).toBe("not run");
});

test("the worse of two runs is shown: a crash before a loss, a loss before a doubled line", () => {
  const [crashed, lost, doubled] = [{ crashed: "E" }, { lost: 1 }, { doubled: 9 }].map(
    (damage) => ({
      ...WHOLE,
      ...damage,
    }),
  ) as [Outcome, Outcome, Outcome];
  expect(worse(lost, crashed)).toBe(crashed);
  expect(worse(lost, doubled)).toBe(lost);
  expect(worse(WHOLE, doubled)).toBe(doubled);
  expect(worse(doubled, WHOLE)).toBe(doubled);
  expect(worse(WHOLE, WHOLE)).toBe(WHOLE);
});
