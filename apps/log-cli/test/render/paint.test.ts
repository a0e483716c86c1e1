import { expect, test } from "vitest";
import { createPaint, wantsColour } from "../../src/render/paint.ts";

test.each([
  ["a terminal", {}, true, true],
  ["a pipe", {}, false, false],
  ["NO_COLOR on a terminal", { NO_COLOR: "1" }, true, false],
  ["an empty NO_COLOR, which counts as not set", { NO_COLOR: "" }, true, true],
  ["FORCE_COLOR in a pipe", { FORCE_COLOR: "1" }, false, true],
  ["FORCE_COLOR against NO_COLOR", { FORCE_COLOR: "1", NO_COLOR: "1" }, true, true],
  ["FORCE_COLOR=0 on a terminal", { FORCE_COLOR: "0" }, true, false],
  ["a terminal without colours", { TERM: "dumb" }, true, false],
])("colour for %s", (_, env, isTTY, expected) => {
  expect(wantsColour(env, isTTY)).toBe(expected);
});

test("each colour ends what it begins", () => {
  const paint = createPaint(true);
  expect(paint.red("x")).toBe("\u001b[31mx\u001b[39m");
  expect(paint.dim("x")).toBe("\u001b[2mx\u001b[22m");
});

test("without colour a text stays as it is", () => {
  expect(createPaint(false).red("x")).toBe("x");
});
