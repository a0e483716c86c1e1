import { expect, test } from "vitest";
import { webhookTable } from "../../src/webhook/webhook-table.ts";

test("a row compares the medians, and tells the hundredth request and the processor's time", () => {
  const without = { latenciesUs: [300, 100, 200], cpuUs: 900 };
  const logging = { latenciesUs: [210, 1_000, 110], cpuUs: 1_200 };
  expect(webhookTable([{ name: "bot", without, logging }]).split("\n")[2]).toBe(
    "| bot | 3 | 200 | 210 | 1.050 | 300 | 1,000 | 300 | 400 |",
  );
});
