import { expect, test } from "vitest";
import type { Comparison } from "../../src/read/comparison.ts";
import { formatComparison, formatReadTargets } from "../../src/read/read-table.ts";
import type { ComparisonResult } from "../../src/read/run-rounds.ts";

const COMPARISON: Comparison = {
  name: "some",
  title: "Some text",
  about: "A text.",
  subjects: [
    { id: "log-cli", title: "**log-cli**", command: ["log-cli"] },
    { id: "rg", title: "rg", command: ["rg"] },
    { id: "jq", title: "jq", command: ["jq"] },
    { id: "grep", title: "grep", cannot: "knows no time" },
  ],
  targets: [
    { subject: "log-cli", base: "rg", limit: 3 },
    { subject: "log-cli", base: "jq", limit: 0.05 },
  ],
};

function result(rounds: readonly Record<string, number>[], missing: string[]): ComparisonResult {
  const maps = rounds.map((round) => new Map(Object.entries(round)));
  return { comparison: COMPARISON, rounds: maps, found: 1234, missing: new Set(missing) };
}

test("ratios are those within the rounds, and a target is met or not by them", () => {
  const rounds = [
    { "log-cli": 300, rg: 100, jq: 3000 },
    { "log-cli": 2000, rg: 1000 },
    { "log-cli": 400, rg: 100 },
  ];
  const text = formatReadTargets([result(rounds, [])]);
  expect(text).toContain("| Some text: time, × rg | 3.00 | 3.00 | met |");
  expect(text).toContain("| Some text: time, × jq | 0.050 | 0.10 | **not met** |");
  const table = formatComparison(result(rounds, []));
  expect(table).toContain("A text. All find 1,234 entries.");
  expect(table).toContain("| **log-cli** | 400 | 300 | 1.00 |");
  expect(table).toContain("| jq | 3,000 | 3,000 | 0.10 |");
});

test("says what a tool cannot do and what is not there; neither counts as met", () => {
  const missing = result([{ "log-cli": 300, rg: 100 }], ["jq"]);
  expect(formatReadTargets([missing])).toContain("× jq | 0.050 | – | not measured |");
  expect(formatComparison(missing)).toContain("| jq | – | – | not installed |");
  expect(formatComparison(missing)).toContain("| grep | – | – | cannot: knows no time |");
});
