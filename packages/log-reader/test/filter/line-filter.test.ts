import { describe, expect, test } from "vitest";
import { filtersOf, joinFilters } from "../../src/filter/line-filter.ts";
import { resolveQuery } from "../../src/query/resolve-query.ts";
import { entryWith, FILES } from "./passing.ts";

const SHAPE = {
  fields: ["phone", "type", "direction", "text", "minLevel"],
  logs: ["whatsapp", "app"],
} as const;
const TIME = { sinceMs: 1000, untilMs: Infinity };

function join(query: Parameters<typeof resolveQuery>[0], log: "whatsapp" | "app" = "whatsapp") {
  return joinFilters(filtersOf(resolveQuery(query, SHAPE).conditions, TIME), log);
}

describe("joined filters", () => {
  test("set the bounds of all", () => {
    const { minLevel, sinceMs, untilMs } = join({ minLevel: "warn" });
    expect({ minLevel, sinceMs, untilMs }).toEqual({ minLevel: 40, ...TIME });
    expect(join({}).minLevel).toBe(0);
  });

  test("judge content only if something but level and time is asked for", () => {
    expect(join({ minLevel: "warn" }).judgesContent).toBe(false);
    expect(join({ text: "" }).judgesContent).toBe(false);
    expect(join({ text: "x" }).judgesContent).toBe(true);
    expect(join({ phone: "1234567890" }).judgesContent).toBe(true);
  });

  test("search for the rarest bytes first", () => {
    const { needles } = join({ type: "text", text: "Zyxwvut", direction: "INCOMING" });
    expect(needles).toHaveLength(3);
    expect(needles.map(({ cost }) => cost)).toEqual(
      needles.map(({ cost }) => cost).toSorted((a, b) => a - b),
    );
    expect(needles[0]?.finders[0]?.(Buffer.from("…Zyxwvut"), 0)).toBeGreaterThan(0);
  });

  test("search for a phone only where lines must name it", () => {
    expect(join({ phone: "1234567890" }, "whatsapp").needles).toHaveLength(0);
    expect(join({ phone: "1234567890" }, "app").needles).toHaveLength(1);
  });

  test("pass what all of them pass", () => {
    const filter = join({ type: "text", text: "hello" });
    const entry = entryWith({ type: "text", msg: "Hello" });
    expect(filter.matches(entry, FILES.whatsapp)).toBe(true);
    expect(filter.matches({ ...entry, type: "image" }, FILES.whatsapp)).toBe(false);
    expect(filter.matches({ ...entry, msg: "Bye" }, FILES.whatsapp)).toBe(false);
  });
});
