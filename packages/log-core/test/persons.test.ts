import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAlias } from "../src/alias.ts";
import { MAX_PERSON_IDS } from "../src/limits.ts";
import { personIds, personIdsFrom, readPersons } from "../src/persons.ts";
import { parsePhoneKey, type PhoneKey } from "../src/phone-key.ts";

const TIME = "2026-11-23T10:15:30.123Z";

function key(text: string): PhoneKey {
  return parsePhoneKey(text);
}

function line(first: string, second: string): string {
  return `${formatAlias({ time: TIME, ids: [key(first), key(second)], reason: "same" })}\n`;
}

const LID = "123456789012345@lid";
const OLD = "391111111111";
const NEW = "392222222222";
const BSUID = "IT.aB3";

describe("a person known by LID, then by number, then by a new number", () => {
  const text = line(LID, OLD) + line(OLD, NEW) + line(NEW, BSUID) + line("555@lid", "39555");

  test.each([LID, OLD, NEW, BSUID])("is the same one asked for by %s", (id) => {
    expect(personIds(text, key(id))).toEqual([LID, OLD, NEW, BSUID].toSorted());
  });

  test("is no other", () => {
    expect(personIds(text, key("39555"))).toEqual(["39555", "555@lid"]);
    expect(personIds(text, key("39556"))).toEqual(["39556"]);
    expect(readPersons(text)).toEqual({
      persons: [[LID, OLD, NEW, BSUID].toSorted(), ["39555", "555@lid"]],
      oversized: [],
      malformed: 0,
    });
  });
});

test("from an id on, each of the others is linked to one before it", () => {
  const text = line(NEW, BSUID) + line(LID, OLD) + line(OLD, NEW) + line("555@lid", "39555");
  expect(personIdsFrom(text, key(LID))).toEqual([LID, OLD, NEW, BSUID]);
  expect(personIdsFrom(text, key(NEW))).toEqual([NEW, BSUID, OLD, LID]);
  expect(personIdsFrom(text, key("39556"))).toEqual(["39556"]);
});

test("an id is not found inside a longer one", () => {
  const text = line("1234567", "999@lid") + line("11234567", "888@lid");
  expect(personIds(text, key("1234567"))).toEqual(["1234567", "999@lid"]);
  // The digits of a LID are no number.
  expect(personIds(text, key("999"))).toEqual(["999"]);
});

test("erased, torn and strange lines link nobody, and are counted", () => {
  const good = line(LID, OLD);
  const text =
    `${" ".repeat(80)}\n${good}` +
    `{"time":"${TIME}","ids":["${LID}","120363025246125486@g.us"],"reason":"same"}\n` +
    `{"time":"${TIME}","ids":["${OLD}","39\n` +
    `"${LID}" "${NEW}"\n` +
    // Its last line has no line feed yet.
    line(OLD, NEW).slice(0, -1);
  expect(personIds(text, key(LID))).toEqual([LID, OLD, NEW].toSorted());
  expect(readPersons(text)).toMatchObject({
    persons: [[LID, OLD, NEW].toSorted()],
    malformed: 3,
  });
});

test("a group asked for is itself alone", () => {
  expect(personIds(line(LID, OLD), key("120363025246125486@g.us"))).toEqual([
    "120363025246125486@g.us",
  ]);
});

test("more ids than a person has are no person", () => {
  const chain = (ids: number): string =>
    Array.from({ length: ids - 1 }, (_, at) => line(`39${1000 + at}`, `39${1001 + at}`)).join("");
  const whole = chain(MAX_PERSON_IDS);
  const tooLong = chain(MAX_PERSON_IDS + 1);
  expect(personIds(whole, key("391000"))).toHaveLength(MAX_PERSON_IDS);
  expect(personIds(tooLong, key("391000"))).toEqual(["391000"]);
  expect(personIds(tooLong, key("391007"))).toEqual(["391007"]);
  expect(readPersons(tooLong)).toMatchObject({ persons: [], oversized: [{ length: 33 }] });
});

test("a bot's own number linked with everybody by mistake costs no time", () => {
  const text = Array.from({ length: 20_000 }, (_, at) => line("39000", `39${10_000 + at}`)).join(
    "",
  );
  expect(personIds(text, key("39000"))).toEqual(["39000"]);
  expect(personIds(text, key("3910005"))).toEqual(["3910005"]);
  expect(readPersons(text).oversized).toHaveLength(1);
});

// Few ids, so that they meet; sets that grow too large among them.
const pairs = fc
  .array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 90 })
  .map((all) =>
    all.filter(([a, b]) => a !== b).map(([a, b]) => line(`39${100 + a}`, `39${100 + b}`)),
  );

test("asking for one and reading all agree, in whatever order the lines stand", () => {
  fc.assert(
    fc.property(pairs, fc.nat(60), (lines, asked) => {
      const id = key(`39${100 + asked}`);
      const text = lines.join("");
      const ids = personIds(text, id);
      const { persons } = readPersons(text);
      expect(ids).toEqual(persons.find((person) => person.includes(id)) ?? [id]);
      expect(personIds(lines.toReversed().join(""), id)).toEqual(ids);
      for (const other of ids) expect(personIds(text, other)).toEqual(ids);
    }),
  );
});
