import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { blankLines, type FindMention } from "../../src/erase/blank-lines.ts";

const PERSON = "1234567890";

const findPerson: FindMention = (line) => {
  const start = line.indexOf(PERSON);
  return start < 0 ? undefined : { start, end: start + PERSON.length };
};

function fileOf(text: string): string {
  const path = join(tempDir(), "app.log");
  writeFileSync(path, text);
  return path;
}

test("lines that mention somebody become spaces, and no other byte changes", () => {
  const path = fileOf(`one\n{${PERSON}}\n\ntwo\n${PERSON}`);
  expect(blankLines(path, findPerson, false)).toEqual({ lines: 2, bytes: 22 });
  expect(readFileSync(path, "utf8")).toBe(`one\n${" ".repeat(12)}\n\ntwo\n${" ".repeat(10)}`);
  expect(blankLines(path, findPerson, false)).toEqual({ lines: 0, bytes: 0 });
});

test("a dry run counts and changes nothing", () => {
  const path = fileOf(`${PERSON}\nother\n`);
  expect(blankLines(path, findPerson, true)).toEqual({ lines: 1, bytes: 10 });
  expect(readFileSync(path, "utf8")).toBe(`${PERSON}\nother\n`);
});

test("of a line that was being written when it was read, what comes after goes too", () => {
  const begun = `{"phone":"${PERSON}","text":"my`;
  const path = fileOf(`first\n${begun}`);
  const rest = ` secret ${"x".repeat(10_000)}"}`;
  let isWritten = false;
  const blanked = blankLines(
    path,
    (line) => {
      const mention = findPerson(line);
      if (mention === undefined || isWritten) return mention;
      // The writer's call ends between our read and our overwriting.
      isWritten = true;
      appendFileSync(path, `${rest}\n{"phone":"393331234567"}\n`);
      return mention;
    },
    false,
  );
  const [first, blank, other] = readFileSync(path, "utf8").split("\n");
  expect([first, blank?.trim(), other]).toEqual(["first", "", '{"phone":"393331234567"}']);
  expect(blanked).toEqual({ lines: 1, bytes: begun.length + rest.length });
});
