import { expect, test } from "vitest";
import { terminalSvg } from "../../src/pictures/terminal-svg.ts";

test("texts stand where a terminal has them, in its colours", () => {
  const svg = terminalSvg(
    "log-cli list",
    "a \u001b[31mred\u001b[39m \u001b[30;43mfound\u001b[39;49m 漢x <b>\n",
  );
  expect(svg).toContain('<text x="16.0" y="49" class="b"');
  expect(svg).toMatch(/class="red" textLength="25\.3" lengthAdjust="spacingAndGlyphs">red</);
  expect(svg).toMatch(/<rect class="marked"[^>]*\/><text[^>]*class="m"[^>]*>found</);
  // A wide character takes two columns.
  const x = (text: string): number =>
    Number(new RegExp(`<text x="([\\d.]+)"[^>]*>${text}<`).exec(svg)?.[1]);
  expect(x("x &lt;b>") - x("漢")).toBeCloseTo(2 * 8.43, 0);
  expect(svg).not.toContain("\u001b");
});
