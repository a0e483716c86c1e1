import { LEVELS } from "@org/log-core";
import { expect, test } from "vitest";
import { levelFilter } from "../../src/filter/level.ts";
import { entryWith, FILES } from "./passing.ts";

test.each(LEVELS)("%s and above pass", (minLevel) => {
  const filter = levelFilter(minLevel);
  const passing = LEVELS.filter((level) => filter.matches(entryWith({ level }), FILES.app));
  expect(passing).toEqual(LEVELS.slice(LEVELS.indexOf(minLevel)));
  expect(filter.text).toBe(`minLevel=${minLevel}`);
});
