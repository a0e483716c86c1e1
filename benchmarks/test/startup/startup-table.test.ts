import { expect, test } from "vitest";
import { formatStartup } from "../../src/startup/startup-table.ts";

test("ratios are those within the rounds, so that a busy machine does not matter", () => {
  const base = { name: "base", args: [] };
  const command = { name: "command", args: [], maxRatio: 2.5 };
  const times = new Map([
    [base, [100, 1000, 100]],
    [command, [200, 2000, 190]],
  ]);
  expect(formatStartup(times, base).split("\n").slice(2)).toEqual([
    "| base | 100 | 100 | 1.00 |  |",
    "| command | 200 | 190 | 2.00 | 2.5 |",
  ]);
});
