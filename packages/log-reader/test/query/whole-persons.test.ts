import { expect, test } from "vitest";
import { phoneCondition } from "../../src/query/phone-condition.ts";
import { wholePersons } from "../../src/query/whole-persons.ts";

const TIME = "2026-11-23T10:15:30.123Z";
const ALIASES = [
  ["111@lid", "39111"],
  ["39111", "39222"],
  ["333@lid", "39333"],
]
  .map((ids) => `${JSON.stringify({ time: TIME, ids, reason: "same" })}\n`)
  .join("");

test("a phone stands for all ids of its person, each once", () => {
  expect(wholePersons(phoneCondition(["39222", "111@lid", "39444"]), ALIASES)).toEqual({
    keys: ["111@lid", "39111", "39222", "39444"],
    prefixes: [],
  });
});

test("a beginning stands for itself, also beside a phone", () => {
  expect(wholePersons(phoneCondition(["391*"]), ALIASES)).toEqual({ keys: [], prefixes: ["391"] });
  expect(wholePersons(phoneCondition(["393*", "333@lid"]), ALIASES)).toEqual({
    keys: ["333@lid", "39333"],
    prefixes: ["393"],
  });
});
