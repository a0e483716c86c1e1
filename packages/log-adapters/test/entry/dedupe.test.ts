import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDedupe, type AdaptedEntry, type MessageEntry } from "../../src/index.ts";

function entry(fields: Partial<MessageEntry> = {}): AdaptedEntry {
  return {
    log: "whatsapp",
    phone: "1234567890",
    direction: "INCOMING",
    type: "text",
    data: {},
    id: "a",
    ...fields,
  };
}

test("an entry passes once", () => {
  const dedupe = createDedupe();
  expect(dedupe([entry()])).toHaveLength(1);
  expect(dedupe([entry(), entry({ id: "b" })])).toEqual([entry({ id: "b" })]);
});

test("of one message every status passes, for each member of a group", () => {
  const dedupe = createDedupe();
  const statuses = ["sent", "delivered", "read"].map((status) =>
    entry({ type: "status", data: { status } }),
  );
  const others = statuses.map((status) => ({ ...status, from: "393331234567" }));
  expect(dedupe([...statuses, ...others, ...statuses])).toEqual([...statuses, ...others]);
});

test("an edit that a library tells twice passes once, a second edit passes", () => {
  const dedupe = createDedupe();
  const edit = entry({ type: "edit", id: "own", data: { about: "a", text: "two" } });
  expect(dedupe([edit, { ...edit, id: "a" } as AdaptedEntry])).toEqual([edit]);
  expect(dedupe([entry({ type: "edit", data: { about: "a", text: "three" } })])).toHaveLength(1);
});

test("what has no id to tell always passes", () => {
  const dedupe = createDedupe();
  const { id: _id, ...nameless } = entry() as MessageEntry;
  const app: AdaptedEntry = { log: "app", level: "info", message: "x", data: {} };
  expect(dedupe([nameless, nameless, app, app])).toHaveLength(4);
});

describe("the window", () => {
  test("is the last maxIds entries", () => {
    const dedupe = createDedupe({ maxIds: 2 });
    dedupe(["a", "b", "c"].map((id) => entry({ id })));
    expect(dedupe([entry({ id: "c" })])).toEqual([]);
    expect(dedupe([entry({ id: "a" })])).toHaveLength(1);
  });

  test("within it nothing passes twice and nothing new is held back", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 200 }), (numbers) => {
        const passed = createDedupe({ maxIds: 31 })(
          numbers.map((number) => entry({ id: `${number}` })),
        );
        expect(passed).toEqual([...new Set(numbers)].map((number) => entry({ id: `${number}` })));
      }),
    );
  });

  test.each([[0], [-1], [1.5], [Number.NaN]])("%s ids are refused", (maxIds) => {
    expect(() => createDedupe({ maxIds })).toThrow(
      expect.objectContaining({ code: "LOG_OPTIONS_INVALID" }) as Error,
    );
  });
});
