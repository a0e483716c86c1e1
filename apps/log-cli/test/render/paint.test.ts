import { expect, test } from "vitest";
import { createPaint, isLightTerminal, wantsColour } from "../../src/render/paint.ts";

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

test.each([
  [{}, false],
  [{ COLORFGBG: "15;0" }, false],
  [{ COLORFGBG: "0;15" }, true],
  [{ COLORFGBG: "0;default;15" }, true],
  [{ COLORFGBG: "0;7" }, true],
  [{ COLORFGBG: "7;8" }, false],
  [{ COLORFGBG: "x" }, false],
])("%j is a light terminal: %s", (env, light) => {
  expect(isLightTerminal(env)).toBe(light);
});

test("on a light ground nothing is yellow, cyan or light green", () => {
  const paint = createPaint(true, true);
  expect(paint.green("x")).toBe("\u001b[38;5;28mx\u001b[39m");
  expect(paint.yellow("x") + paint.cyan("x")).toBe("\u001b[35mx\u001b[39m\u001b[34mx\u001b[39m");
});
