import { expect, test } from "vitest";
import { glyphsFor, wantsUnicode } from "../../src/render/glyphs.ts";

test.each([
  [{}, true],
  [{ LANG: "" }, true],
  [{ LANG: "C" }, false],
  [{ LANG: "POSIX" }, false],
  [{ LANG: "C.UTF-8" }, true],
  [{ LANG: "it_IT.utf8" }, true],
  [{ LANG: "en_US.ISO-8859-1" }, false],
  [{ LANG: "en_US.UTF-8", LC_ALL: "C" }, false],
  [{ LANG: "C", LC_CTYPE: "UTF-8" }, true],
])("%j can show Unicode: %s", (env, unicode) => {
  expect(wantsUnicode(env)).toBe(unicode);
});

test("no byte of a text acts on a terminal of 8 bits", () => {
  // Its second byte is CSI.
  const shown = glyphsFor(false).show("\u00db\u021b2J 👍 ok");
  expect(shown).toBe(String.raw`\u00db\u021b2J \u{1f44d} ok`);
});
