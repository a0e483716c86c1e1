import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLogWriter } from "@org/log-writer";
import { eventually, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";

const clock = { now: (): number => Date.parse("2026-11-23T12:00:00Z") };

test("maxTotalBytes removes whole days of all logs, the oldest first", async () => {
  const dir = tempDir();
  const days = ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"];
  for (const day of days) {
    for (const [root, name] of [
      ["whatsapp", "1234567890.log"],
      ["app", "app.log"],
    ] as const) {
      mkdirSync(join(dir, root, day), { recursive: true });
      writeFileSync(join(dir, root, day, name), "x".repeat(1000));
    }
  }
  const asked: string[] = [];
  await using logs = createLogWriter({
    dir,
    timeZone: "UTC",
    clock,
    maxTotalBytes: 5000,
    onBeforeDelete: ({ root, day }) => void asked.push(`${root}/${day}`),
  });
  await eventually(() => !existsSync(join(dir, "app/2026-11-21")));
  expect(days.map((day) => existsSync(join(dir, "whatsapp", day)))).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(asked.toSorted()).toEqual([
    "app/2026-11-20",
    "app/2026-11-21",
    "whatsapp/2026-11-20",
    "whatsapp/2026-11-21",
  ]);
  expect(logs.metrics().errors).toBe(0);
});
