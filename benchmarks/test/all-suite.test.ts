import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SMALL } from "../src/all-suite.ts";
import { readSection } from "../src/benchmarks-page.ts";
import { MEASURING } from "../src/suites.ts";

test("every suite that measures has a small size, so that all of them can be tried at once", () => {
  expect(Object.keys(SMALL)).toEqual([...MEASURING.keys()]);
});

test.each([...MEASURING.keys()])(
  "the page of benchmarks has a section for what %s finds",
  (name) => {
    const page = readFileSync(new URL("../../docs/benchmarks.md", import.meta.url), "utf8");
    expect(readSection(page, name)).not.toBe("");
  },
);
