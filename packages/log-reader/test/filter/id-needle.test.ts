import { expect, test } from "vitest";
import { idNeedle } from "../../src/filter/id-needle.ts";
import { mayHold } from "../../src/filter/needle.ts";

const WANTED = new Set(["wamid.A", 'a"b', "è"]);
const [needle] = idNeedle((id) => WANTED.has(id), ["failed"]);

function finds(line: string): boolean {
  if (needle === undefined) throw new Error("there is no needle");
  return mayHold(Buffer.from(line), needle);
}

test.each([
  ['{"id":"wamid.A"}', true],
  ['{"id" : \t"wamid.A"}', true],
  ['{"id":"wamid.B","data":{"id":"wamid.A"}}', true],
  ['{"id":"wamid.B"}', false],
  ['{"id":"wamid.AA"}', false],
  ['{"id":7}', false],
  ['{"about":"wamid.A","text":"id"}', false],
  ["{}", false],
  // What only the parser can read.
  [String.raw`{"id":"a\"b"}`, true],
  ['{"id":"è"}', true],
  [String.raw`{"\u0069d":"wamid.A"}`, true],
  ['{"id":"other","data":{"status":"failed"}}', true],
  ['{"id":"other","data":{"status":"read"}}', false],
  ['{"id":"cut', false],
])("%s: %s", (line, expected) => {
  expect(finds(line)).toBe(expected);
});

test("goes on to the next line that is wanted", () => {
  const lines = ["wamid.B", "wamid.A", "wamid.C", "wamid.A"].map((id) => `{"id":"${id}"}\n`);
  const block = Buffer.from(lines.join(""));
  const [find] = needle?.finders ?? [];
  const first = find?.(block, 0) ?? -1;
  expect(first).toBe(block.indexOf('"id":"wamid.A"'));
  expect(find?.(block, first + 1)).toBe(block.lastIndexOf('"id":"wamid.A"'));
});
