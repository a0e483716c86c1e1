import { expect, test } from "vitest";
import type { Comparison, ReadSubject } from "../../src/read/comparison.ts";
import { runRounds } from "../../src/read/run-rounds.ts";

function saying(id: string, text: string): ReadSubject {
  const command = [process.execPath, "-e", `console.log(${JSON.stringify(text)})`] as const;
  return { id, title: id, command, countFound: Number };
}

function comparisonOf(...subjects: readonly ReadSubject[]): Comparison {
  return { name: "some", title: "Some", about: "", subjects, targets: [] };
}

test("times every subject in every round, a slow one once, and passes over what is not there", () => {
  const { rounds, found, missing } = runRounds(
    comparisonOf(
      saying("one", "7"),
      { ...saying("slow", "7"), isSlow: true },
      { id: "unable", title: "unable", cannot: "knows nothing" },
      { id: "absent", title: "absent", command: ["no-such-program-here"] },
      { id: "absent in a pipe", title: "", command: ["/bin/sh", "-c", "true | no-such-program"] },
    ),
    2,
  );
  expect(rounds.map((round) => [...round.keys()].toSorted())).toEqual([["one", "slow"], ["one"]]);
  expect(rounds[1]?.get("one")).toBeGreaterThan(1);
  expect(found).toBe(7);
  expect([...missing]).toEqual(["absent", "absent in a pipe"]);
});

test("fails when two find different numbers, and when one fails", () => {
  expect(() => runRounds(comparisonOf(saying("one", "7"), saying("other", "8")), 1)).toThrow(
    "some: other found 8, not 7.",
  );
  const failing = {
    id: "bad",
    title: "bad",
    command: [process.execPath, "-e", "throw 1"],
  } as const;
  expect(() => runRounds(comparisonOf(failing), 1)).toThrow("bad ended with 1");
  expect(() => runRounds(comparisonOf({ ...failing, exitCode: 1 }), 1)).not.toThrow();
  expect(() => runRounds(comparisonOf({ ...saying("good", "7"), exitCode: 1 }), 1)).toThrow(
    "good ended with 0",
  );
});
