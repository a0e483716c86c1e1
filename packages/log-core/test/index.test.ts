import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import * as core from "../src/index.ts";

test("the public surface changes only on purpose", () => {
  expect(Object.keys(core).toSorted()).toMatchSnapshot();
});

test("every source file has its test", () => {
  // Without code of their own: an interface, numbers.
  const untested = ["clock", "limits"];
  const names = (folder: string, suffix: string): string[] =>
    readdirSync(new URL(folder, import.meta.url))
      .filter((name) => name.endsWith(suffix))
      .map((name) => name.slice(0, -suffix.length));
  const tests = names("./", ".test.ts");
  expect(names("../src/", ".ts").filter((name) => !tests.includes(name))).toEqual(untested);
});
