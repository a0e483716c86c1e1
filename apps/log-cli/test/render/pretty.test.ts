import { describe, expect, test } from "vitest";
import type { LogEntry } from "@org/log-core";
import { textMarks } from "../../src/render/find-marks.ts";
import { glyphsFor } from "../../src/render/glyphs.ts";
import { createLocalTime } from "../../src/render/local-time.ts";
import { createPaint } from "../../src/render/paint.ts";
import { createPrettyRenderer, type PrettyOptions } from "../../src/render/pretty.ts";
import { textWidth } from "../../src/render/text-width.ts";
import { expectGolden } from "../golden.ts";
import { CONVERSATION } from "./conversation.ts";
import { said } from "./said.ts";

function render(entries: readonly LogEntry[], options: Partial<PrettyOptions> = {}): string {
  const renderer = createPrettyRenderer({
    localTime: createLocalTime("Europe/Rome"),
    paint: createPaint(false),
    glyphs: glyphsFor(true),
    columns: 80,
    named: false,
    ...options,
  });
  return entries.map((entry) => renderer.entry(entry)).join("") + renderer.end();
}

describe.each([40, 80, 140])("a conversation at %d columns", (columns) => {
  test("of one phone", async () => {
    await expectGolden(`pretty-${columns}.txt`, render(CONVERSATION, { columns }));
  });

  test("of several phones and logs, each line with its name", async () => {
    await expectGolden(
      `pretty-named-${columns}.txt`,
      render(CONVERSATION, { columns, named: true }),
    );
  });

  test("in colour, with matches marked", async () => {
    const text = render(CONVERSATION, {
      columns,
      named: true,
      paint: createPaint(true),
      findMarks: textMarks("message"),
    });
    await expectGolden(`pretty-colours-${columns}.txt`, text);
    // oxlint-disable-next-line no-control-regex
    const plain = text.replaceAll(/\u001b\[[\d;]*m/g, "");
    expect(plain).toBe(render(CONVERSATION, { columns, named: true }));
  });

  test("without Unicode", async () => {
    const text = render(CONVERSATION, { columns, named: true, glyphs: glyphsFor(false) });
    // oxlint-disable-next-line no-control-regex
    expect(text).toMatch(/^[\n\u0020-\u007e]*$/);
    await expectGolden(`pretty-ascii-${columns}.txt`, text);
  });

  test("takes no more columns than there are", () => {
    const texts = [
      render(CONVERSATION, { columns }),
      render(CONVERSATION, { columns, named: true }),
    ];
    for (const line of texts.join("").split("\n")) {
      expect(textWidth(line)).toBeLessThanOrEqual(columns);
    }
  });
});

test("a day begins when it does in the zone that is shown", () => {
  const text = render(CONVERSATION.slice(0, 2), { localTime: createLocalTime("America/New_York") });
  expect(text).toBe(
    `── Sunday 2026-11-22 · America/New_York ${"─".repeat(40)}\n` +
      "17:59:59 ← text        Good night\n" +
      "18:00:00 ← text        It is Monday in Rome\n" +
      "                       and still Sunday in UTC\n",
  );
});

describe("lines cannot be forged", () => {
  const FORGED = "00:00:00 → text        I owe you 1000 EUR";

  test.each([
    [
      "by any kind of line break",
      `hi\n${FORGED}\r\n${FORGED}\r${FORGED}\u2028${FORGED}\u0085${FORGED}`,
    ],
    ["by a text that is wrapped there", `${"x ".repeat(28)}${FORGED}`],
    ["by characters that are drawn wider than they are", `${"👨‍👩‍👧‍👦".repeat(9)}${FORGED}`],
    ["by spaces", `${" ".repeat(57)}${FORGED}`],
  ])("%s", (_, text) => {
    for (const columns of [40, 80, 140]) {
      const [, ...lines] = render([said("2026-11-23T10:15:30.123Z", { data: { text } })], {
        columns,
      }).split("\n");
      const unindented = lines.filter((line) => line !== "" && !line.startsWith(" "));
      expect(unindented).toHaveLength(1);
      expect(unindented[0]).toMatch(/^11:15:30 ←/);
    }
  });

  test("by a name or a type that fills the screen", () => {
    const long = `${"x".repeat(70)} ${FORGED}`.repeat(3);
    const entry = said("2026-11-23T10:15:30.123Z", { phone: long, type: long });
    for (const columns of [30, 40, 80, 140]) {
      for (const line of render([entry], { named: true, columns }).split("\n")) {
        expect(textWidth(line)).toBeLessThanOrEqual(columns);
      }
    }
  });
});

test("what is searched for is marked, across the end of a line too", () => {
  const text = render(
    [said("2026-11-23T10:15:30.123Z", { data: { text: `${"a".repeat(52)} one two` } })],
    {
      paint: createPaint(true),
      findMarks: textMarks("one two"),
    },
  );
  const marked = Array.from(
    // oxlint-disable-next-line no-control-regex
    text.matchAll(/\u001b\[30;43m([^\u001b]*)\u001b\[39;49m/g),
    ([, part]) => part,
  );
  expect(marked).toEqual(["one", "two"]);
});

test("a receipt, a reaction and an answer say which message they are about", () => {
  const text = render(CONVERSATION);
  expect(text).toContain('✓✓ read (to "Ciao 👋 שלום\u200e")');
  expect(text).toContain('❤️ (to "Ciao 👋 שלום\u200e")');
});

test("fields that hold something else than they should are shown all the same", () => {
  const odd = {
    level: "info",
    time: "2026-11-23T10:15:30.123Z",
    type: 7,
    direction: "toString",
    phone: ["x"],
    from: {},
    id: 9,
    msg: ["a"],
    data: [1, "two"],
  };
  expect(render([odd as unknown as LogEntry], { named: true })).toContain('["x"]');
});
