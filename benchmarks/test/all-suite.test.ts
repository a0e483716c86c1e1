import { expect, test } from "vitest";
import { SMALL } from "../src/all-suite.ts";
import { MEASURING } from "../src/suites.ts";

test("every suite that measures has a small size, so that all of them can be tried at once", () => {
  expect(Object.keys(SMALL)).toEqual([...MEASURING.keys()]);
});
