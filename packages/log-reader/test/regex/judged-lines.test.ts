import { expect, test } from "vitest";
import type { FoundLine } from "../../src/scan/line-index.ts";
import { JudgedLines } from "../../src/regex/judged-lines.ts";
import type { RegexJudge } from "../../src/regex/regex-judge.ts";

test("each of the lines of a block is judged and passed on, though they come in one object", async () => {
  const judge: RegexJudge = {
    judge: async (values) => values.map((of) => of.includes("yes")),
    close: () => undefined,
  };
  const passed: number[] = [];
  const judged = new JudgedLines(judge, { add: ({ offset }) => void passed.push(offset) });
  const block = Buffer.from("a line");
  const found = { timeMs: 0, file: 0, offset: 0, block, start: 0, end: block.length };
  const line: { -readonly [Field in keyof FoundLine]: FoundLine[Field] } = {
    ...found,
    entry: undefined,
  };
  for (const [offset, msg] of ["yes", "no", "yes"].entries()) {
    line.offset = offset;
    line.entry = { level: "info", time: "2026-11-23T10:15:30.123Z", msg };
    judged.add(line);
  }
  await judged.settle();
  expect(passed).toEqual([0, 2]);
});
