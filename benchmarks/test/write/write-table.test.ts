import { expect, test } from "vitest";
import type { Measurement } from "../../src/write/measure-subject.ts";
import { formatTable } from "../../src/write/write-table.ts";
import type { SubjectName } from "../../src/write/subjects.ts";

function measured(wallMs: number | undefined, more: Partial<Measurement> = {}): Measurement {
  return {
    files: 1,
    distinct: 1000,
    doubled: 0,
    wallMs,
    cpuMs: wallMs,
    peakRssBytes: 80e6,
    peakDescriptors: 20,
    lateMs: 0,
    thrown: 0,
    failure: undefined,
    ...more,
  };
}

function rowOf(subject: SubjectName, rounds: readonly Map<SubjectName, Measurement>[]): string {
  const scenario = { phones: 1000, descriptors: () => 256, about: "A thousand." };
  const input = { scenario, subjects: [subject], entries: 1000, timeoutMs: 90_000, rounds };
  return formatTable(input).split("\n").at(-1) ?? "";
}

test("ratios are taken within a round, so that a slow minute does not count", () => {
  const rounds = [10, 100].map(
    (slow) =>
      new Map<SubjectName, Measurement>([
        ["log-writer", measured(slow)],
        ["log4js", measured(slow * 2)],
        ["bare-limit", measured(slow / 2)],
      ]),
  );
  const cells = rowOf("log-writer", rounds).split(" | ");
  expect(cells.slice(1)).toStrictEqual([
    "55,000",
    "2.00",
    "–",
    "0.50",
    "55.0",
    "2.00",
    "80",
    "all |",
  ]);
});

test("what is lost, doubled or late is said, and gives no ratio", () => {
  const rounds = [
    new Map<SubjectName, Measurement>([
      ["winston", measured(10, { distinct: 900, thrown: 7, doubled: 3, lateMs: 120 })],
      ["log4js", measured(20)],
      ["bare-limit", measured(5)],
    ]),
  ];
  const row = rowOf("winston", rounds);
  expect(row).toContain(
    "| **900**, 100 lost, 7 calls threw, 3 doubled, still writing 120 ms after its end |",
  );
  expect(row).toContain("| – | – | – | – | – | 80 |");
});

test.each([
  ["timeout", "did not finish in 90 s"],
  ["waits for ever", "the process ended: waits for ever"],
])("a run without an end (%s) has no figures but its lines", (failure, said) => {
  const rounds = [
    new Map<SubjectName, Measurement>([["pino", measured(undefined, { distinct: 239, failure })]]),
  ];
  expect(rowOf("pino", rounds)).toContain(`| – | **239**, ${said} |`);
});
