import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LogError } from "@org/log-core";
import { eventually } from "@org/test-kit";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createLogWriter } from "../../src/create-log-writer.ts";
import { LogFolder } from "../../src/folder/log-folder.ts";
import { ClockGuard } from "../../src/retention/clock-guard.ts";
import type { BeforeDelete } from "../../src/retention/remove-days.ts";
import { RetentionUpkeep } from "../../src/retention/retention-upkeep.ts";
import { days, logTree, names } from "./log-tree.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const HOUR = 3_600_000;

interface Kept {
  readonly upkeep: RetentionUpkeep;
  readonly reported: LogError[];
  /** An hour passes on both clocks; resolves when what is done in it is done. */
  readonly hour: () => Promise<void>;
  readonly jump: (ms: number) => void;
}

/** The upkeep of a folder, with clocks and an hourly timer that the test moves. */
async function keep(dir: string, onBeforeDelete?: BeforeDelete): Promise<Kept> {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let wallMs = NOW;
  let elapsedMs = 0;
  let looks = 0;
  const reported: LogError[] = [];
  const report = (error: LogError): void => void reported.push(error);
  const request = {
    timeZone: undefined,
    retentionDays: undefined,
    access: "private",
    instance: undefined,
    links: true,
  } as const;
  const folder = new LogFolder({ dir, ...request }, report);
  const now = (): number => wallMs;
  const guard = new ClockGuard(
    now,
    () => elapsedMs,
    () => undefined,
  );
  const refresh = folder.refresh.bind(folder);
  folder.refresh = () => {
    looks += 1;
    refresh();
  };
  const maxTotalBytes = undefined;
  const upkeep = new RetentionUpkeep({ folder, guard, now, maxTotalBytes, onBeforeDelete, report });
  onTestFinished(() => upkeep.stop());
  await eventually(() => looks === 1);
  return {
    upkeep,
    reported,
    hour: async () => {
      const looked = looks;
      wallMs += HOUR;
      elapsedMs += HOUR;
      // A tick while the last removal is under way is left out: the next one is as good.
      await eventually(() => {
        vi.advanceTimersByTime(HOUR);
        return looks > looked;
      });
    },
    jump: (ms) => void (wallMs += ms),
  };
}

afterEach(() => void vi.useRealTimers());

describe("upkeep", () => {
  test("removes at start and every hour, by the retention the folder has then", async () => {
    const dir = logTree("UTC", days("2026-10-20", 35));
    const { hour } = await keep(dir);
    await eventually(() => names(dir)[0] === "2026-10-24");
    writeFileSync(join(dir, "layout.json"), '{"version":1,"timeZone":"UTC","retentionDays":3}');
    await hour();
    await eventually(() => names(dir)[0] === "2026-11-20");
    expect(names(dir)).toHaveLength(4);
  });

  test("leaves everything while the clock has jumped, ahead and back again", async () => {
    const dir = logTree("UTC", days("2026-11-01", 23));
    const { upkeep, hour, jump } = await keep(dir);
    jump(60 * 24 * HOUR);
    await hour();
    jump(-60 * 24 * HOUR);
    await hour();
    await hour();
    await upkeep.stop();
    expect(names(dir)).toHaveLength(23);
  });

  test("removes again an hour after a jump that turned out to be the truth", async () => {
    const dir = logTree("UTC", days("2026-11-01", 23));
    const { hour, jump } = await keep(dir);
    jump(20 * 24 * HOUR);
    await hour();
    expect(names(dir)).toHaveLength(23);
    await hour();
    await eventually(() => names(dir)[0] === "2026-11-13");
  });

  test("reports what cannot be removed, and goes on", async () => {
    const dir = logTree("UTC", ["1999-01-01", "1999-01-02"]);
    const { reported } = await keep(dir, ({ day }) => {
      if (day === "1999-01-01") throw new Error("archive is down");
    });
    await eventually(() => reported.length === 2);
    expect(reported.map(({ code, message }) => [code, message])).toEqual([
      ["LOG_CLEANUP_FAILED", expect.stringMatching(/^whatsapp\/1999-01-01 .*archive is down/)],
      ["LOG_CLEANUP_FAILED", expect.stringMatching(/^app\/1999-01-01 .*archive is down/)],
    ]);
    expect(names(dir)).toEqual(["1999-01-01"]);
  });

  test("does not say of the whole folder that it was to go when its days cannot be listed", async () => {
    const dir = logTree("UTC", []);
    rmSync(join(dir, "whatsapp"), { recursive: true, force: true });
    writeFileSync(join(dir, "whatsapp"), "");
    const { reported } = await keep(dir);
    await eventually(() => reported.length === 1);
    expect(reported[0]?.message).toMatch(/^What is past the retention in .*ENOTDIR/);
  });

  test.each([undefined, null, "no", 7])("takes %j, thrown by the bot, for a no", async (thrown) => {
    const dir = logTree("UTC", ["1999-01-01", "1999-01-02"]);
    const { reported } = await keep(dir, ({ day }) => {
      if (day === "1999-01-01") throw thrown;
    });
    await eventually(() => reported.length === 2);
    expect(reported[0]?.message).toMatch(/^whatsapp\/1999-01-01 /);
    expect(names(dir)).toEqual(["1999-01-01"]);
  });

  test("says every hour that it waits for the bot's answer, and removes nothing meanwhile", async () => {
    const dir = logTree("UTC", ["1999-01-01"]);
    const asked: string[] = [];
    const { reported } = await keep(dir, ({ root }) => {
      asked.push(root);
      return new Promise<boolean>(() => undefined);
    });
    await eventually(() => asked.length === 1);
    vi.advanceTimersByTime(2 * HOUR);
    expect(reported.map(({ code, message }) => [code, message])).toEqual(
      Array.from({ length: 2 }, () => [
        "LOG_CLEANUP_FAILED",
        expect.stringMatching(/^whatsapp\/1999-01-01 .*onBeforeDelete .* not answered/),
      ]),
    );
    expect(names(dir)).toEqual(["1999-01-01"]);
  });

  test("reports a layout.json that somebody broke, and removes nothing by it", async () => {
    const dir = logTree("UTC", ["1999-01-01"], { retentionDays: false });
    const { reported, hour } = await keep(dir);
    writeFileSync(join(dir, "layout.json"), "{");
    await hour();
    await eventually(() => reported.length === 1);
    expect(reported[0]?.code).toBe("LOG_LAYOUT_INVALID");
    expect(names(dir)).toEqual(["1999-01-01"]);
  });

  test("stop waits for no answer, asks for no other, and what was asked about stays", async () => {
    const dir = logTree("UTC", ["1999-01-01"]);
    const answers: (() => void)[] = [];
    const { upkeep } = await keep(dir, () => new Promise<void>((resolve) => answers.push(resolve)));
    await eventually(() => answers.length === 1);
    await upkeep.stop();
    answers[0]?.();
    vi.advanceTimersByTime(10 * HOUR);
    expect(vi.getTimerCount()).toBe(0);
    await upkeep.stop();
    expect([...names(dir), ...names(dir, "app")]).toEqual(["1999-01-01", "1999-01-01"]);
    expect(answers).toHaveLength(1);
  });
});

describe("a writer", () => {
  test("counts an entry older than the retention and does not write it; today and N days before are", async () => {
    const dir = logTree("UTC", ["2026-11-23"], { retentionDays: 2 });
    const logs = createLogWriter({ dir, clock: { now: () => NOW } });
    onTestFinished(() => logs.close());
    const log = (day: string): boolean =>
      logs.logWhatsAppMessage({
        phone: "1234567890",
        direction: "incoming",
        type: "text",
        time: new Date(`${day}T23:59:59.999Z`),
      });
    for (const day of ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]) {
      expect(log(day)).toBe(true);
    }
    await logs.flush();
    expect(names(dir)).toEqual(["1234567890.log", "2026-11-21", "2026-11-22", "2026-11-23"]);
    expect(logs.metrics()).toMatchObject({ accepted: 5, written: 3, expired: 2, dropped: 0 });
  });

  test("that keeps for ever expires nothing", async () => {
    const dir = logTree("UTC", [], { retentionDays: false });
    const logs = createLogWriter({ dir, clock: { now: () => NOW } });
    logs.logWhatsAppMessage({
      phone: "1234567890",
      direction: "incoming",
      type: "text",
      time: new Date("1999-01-01"),
    });
    await logs.close();
    expect(names(dir)).toEqual(["1234567890.log", "1999-01-01"]);
    expect(logs.metrics()).toMatchObject({ accepted: 1, written: 1, expired: 0 });
  });
});
