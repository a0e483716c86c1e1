import { expect, test } from "vitest";
import { createJsonRenderer, createNdjsonRenderer } from "../../src/render/json.ts";

const entries = [
  { msg: "a", time: "2026-11-23T10:15:30.123Z", level: "info" },
  { msg: "b", time: "2026-11-23T10:15:31.123Z", level: "warn" },
] as const;

test.each([0, 1, 2])("json of %d entries is one array", (count) => {
  const renderer = createJsonRenderer();
  const some = entries.slice(0, count);
  const text = some.map((entry) => renderer.entry(entry)).join("") + renderer.end();
  expect(JSON.parse(text)).toEqual(some);
  expect(text.endsWith("]\n")).toBe(true);
});

test("ndjson has the fields of an entry in the order of the format", () => {
  expect(createNdjsonRenderer().entry(entries[0])).toBe(
    '{"level":"info","time":"2026-11-23T10:15:30.123Z","msg":"a"}\n',
  );
});
