import { formatEntry, isPhoneKey } from "@org/log-core";
import { expect, test } from "vitest";
import { createWorkload, ENTRY_NUMBER } from "../../src/write/workload.ts";

const ENTRIES = 5_000;

test("a line has about 300 bytes", () => {
  const workload = createWorkload({ entries: ENTRIES, phones: 10 });
  let bytes = 0;
  for (let number = 0; number < ENTRIES; number += 1) {
    const { direction, type, ...rest } = workload(number);
    const entry = { level: "info", time: "2026-11-23T10:15:30.123Z", ...rest } as const;
    const line = formatEntry({ ...entry, direction, type, msg: `${direction} ${type}` });
    bytes += Buffer.byteLength(line) + 1;
  }
  expect(bytes / ENTRIES).toBeGreaterThan(280);
  expect(bytes / ENTRIES).toBeLessThan(340);
});

test("every phone is written to, and every entry can be told from the others", () => {
  const workload = createWorkload({ entries: ENTRIES, phones: 100 });
  const messages = Array.from({ length: ENTRIES }, (_, number) => workload(number));
  expect(new Set(messages.map(({ phone }) => phone)).size).toBe(100);
  expect(messages.every(({ phone }) => isPhoneKey(phone))).toBe(true);
  const found = [
    ...messages
      .map(({ id }) => id)
      .join(" ")
      .matchAll(ENTRY_NUMBER),
  ];
  expect(found.map(([, digits]) => Number(digits))).toStrictEqual(
    messages.map((_, index) => index),
  );
});
