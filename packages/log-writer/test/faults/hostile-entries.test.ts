import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { parseLine, type LogEntry } from "@org/log-core";
import { createLogWriter } from "@org/log-writer";
import { tempDir } from "@org/test-kit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hostileValues } from "../entry/hostile-values.ts";
import { dayFiles } from "../integration/written-lines.ts";

const RUNS = process.env["FULL"] === undefined ? 20 : 1000;

/** What is on disk, by id; every line must be an entry. */
function entriesById(dir: string): Map<string | undefined, LogEntry> {
  const lines = dayFiles(dir).flatMap((path) => readFileSync(path, "utf8").trimEnd().split("\n"));
  const entries = lines.map((line) => {
    const parsed = parseLine(line);
    if (parsed.kind !== "entry") throw new Error(`not an entry: ${line}`);
    return parsed.entry;
  });
  expect(entries.length).toBe(new Set(entries.map(({ id }) => id)).size);
  return new Map(entries.map((entry) => [entry.id, entry]));
}

test("whatever a bot hands over is in the files once, as the format says, and its neighbours are whole", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileValues, { minLength: 1, maxLength: 30 }), async (values) => {
      const dir = tempDir();
      await using logs = createLogWriter({ dir, timeZone: "UTC" });
      for (const [at, { given }] of values.entries()) {
        const phone = `12345678${10 + (at % 3)}`;
        const message = { phone, direction: "INCOMING", type: "text" } as const;
        logs.logWhatsAppMessage({ ...message, id: `hostile-${at}`, data: given as object });
        logs.logWhatsAppMessage({ ...message, id: `usual-${at}`, data: { text: "hello" } });
      }
      await logs.flush();
      expect(logs.metrics()).toMatchObject({ accepted: 2 * values.length, dropped: 0, errors: 0 });
      const found = entriesById(dir);
      expect(found.size).toBe(2 * values.length);
      for (const [at, { expected }] of values.entries()) {
        deepStrictEqual(found.get(`hostile-${at}`)?.data, expected);
        expect(found.get(`usual-${at}`)?.data).toEqual({ text: "hello" });
      }
    }),
    { numRuns: RUNS },
  );
});

test("a getter and a toJSON that throw, a cycle and a BigInt cost themselves and nothing beside them", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  const self: Record<string, unknown> = { text: "kept" };
  self["self"] = self;
  const getter = {
    text: "kept",
    get broken(): never {
      throw new Error("a getter that throws");
    },
  };
  const toJson = {
    toJSON(): never {
      throw new Error("a toJSON that throws");
    },
  };
  const given = [getter, { text: "kept", broken: toJson }, self, { text: "kept", amount: 12n }];
  for (const [at, data] of given.entries()) {
    const message = { phone: "1234567890", direction: "INCOMING", type: "text" } as const;
    logs.logWhatsAppMessage({ ...message, id: String(at), data });
  }
  await logs.flush();
  const found = entriesById(dir);
  expect(given.map((_, at) => found.get(String(at))?.data)).toEqual([
    { text: "kept", broken: "[unreadable]" },
    { text: "kept", broken: "[unreadable]" },
    { text: "kept", self: "[circular]" },
    { text: "kept", amount: "12" },
  ]);
});
