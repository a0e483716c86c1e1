import { expect, test } from "vitest";
import { createSeenIds } from "../src/seen-ids.ts";

test("an id is new once", () => {
  const seen = createSeenIds(10);
  expect(seen.add("a")).toBe(true);
  expect(seen.add("a")).toBe(false);
  expect(seen.add("b")).toBe(true);
});

test("the oldest id is forgotten, and no other", () => {
  const seen = createSeenIds(2);
  for (const id of ["a", "b", "c"]) seen.add(id);
  expect(seen.add("c")).toBe(false);
  expect(seen.add("b")).toBe(false);
  expect(seen.add("a")).toBe(true);
});
