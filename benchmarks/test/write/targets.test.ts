import { expect, test } from "vitest";
import type { Measurement } from "../../src/write/measure-subject.ts";
import type { SubjectName } from "../../src/write/subjects.ts";
import { formatTargets } from "../../src/write/targets.ts";

const ENTRIES = 1000;

function measured(wallMs: number, cpuMs: number, distinct = ENTRIES): Measurement {
  return {
    files: 1,
    distinct,
    doubled: 0,
    wallMs,
    cpuMs,
    peakRssBytes: 80e6,
    peakDescriptors: 20,
    lateMs: 0,
    thrown: 0,
    failure: undefined,
  };
}

function targetsOf(runs: readonly (readonly [SubjectName, Measurement])[]): string {
  return formatTargets([{ phones: 1000, entries: ENTRIES, rounds: [new Map(runs)] }]);
}

test("a target is met or not by what was measured", () => {
  const text = targetsOf([
    ["log-writer", measured(10, 130)],
    ["log4js", measured(19, 100)],
    ["pino", measured(9, 100)],
    ["bare-limit", measured(10, 100)],
  ]);
  expect(text).toContain("| at least 1.80 | 1.90 | met |");
  expect(text).toContain("| at least 1.00 | 0.90 | **not met** |");
  expect(text).toContain("| at most 1.25 | 1.30 | **not met** |");
  expect(text).not.toContain("10,000 phones");
});

test("one that lost lines meets nothing, and nothing is compared with one that did", () => {
  const text = targetsOf([
    ["log-writer", measured(10, 100)],
    ["pino", measured(100, 100, ENTRIES - 1)],
  ]);
  expect(text).toContain("| at least 1.00 | – | not measured |");
});
