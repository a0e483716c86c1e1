import { expect, test } from "vitest";
import { createPaint } from "../../src/render/paint.ts";
import { layOutSpans } from "../../src/render/spans.ts";
import { textMarks } from "../../src/render/find-marks.ts";

const spans = [
  { text: "one ", style: "red" },
  { text: "two" },
  { text: " three", style: "dim" },
] as const;

test("each line has its own colours, begun and ended in it", () => {
  expect(layOutSpans(spans, { columns: 7, paint: createPaint(true) })).toEqual([
    "\u001b[31mone \u001b[39mtwo",
    "\u001b[2mthree\u001b[22m",
  ]);
});

test("a match goes over the borders of styles", () => {
  const paint = createPaint(true);
  const [line] = layOutSpans(spans, { columns: 80, paint, findMarks: textMarks("e two t") });
  expect(line).toBe(
    `${paint.red("on")}${paint.mark("e ")}${paint.mark("two")}${paint.mark(" t")}${paint.dim("hree")}`,
  );
});
