import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { DAY_MS, logsOf } from "./folder.ts";

const [ANNA, BEN, GROUP] = ["1234567890", "9876543210", "120363025246125486@g.us"];

describe("list", () => {
  test("gives every phone with its days and bytes, sorted", async () => {
    const { dir, logs } = logsOf([
      { phone: BEN, ago: 2 * DAY_MS, msg: "x" },
      { phone: ANNA, msg: "x" },
      { phone: ANNA, ago: 5 * DAY_MS, msg: "x" },
      { phone: ANNA, ago: 5 * DAY_MS, msg: "x", instance: "web1" },
      { phone: GROUP, msg: "x" },
      { log: "app", msg: "no phone's" },
    ]);
    writeFileSync(join(dir, "whatsapp/2026-11-23/notes.txt"), "a stranger's");
    mkdirSync(join(dir, "whatsapp/2026-11-31"));
    const line = fs.statSync(join(dir, `whatsapp/2026-11-21/${BEN}.log`)).size;
    const web1 = fs.statSync(join(dir, `whatsapp/2026-11-18/${ANNA}~web1.log`)).size;
    expect(await logs.list()).toEqual([
      {
        phone: GROUP,
        days: 1,
        firstDay: "2026-11-23",
        lastDay: "2026-11-23",
        bytes: line + GROUP.length - BEN.length,
      },
      {
        phone: ANNA,
        days: 2,
        firstDay: "2026-11-18",
        lastDay: "2026-11-23",
        bytes: 2 * line + web1,
      },
      { phone: BEN, days: 1, firstDay: "2026-11-21", lastDay: "2026-11-21", bytes: line },
    ]);
  });

  test("can be narrowed by phone and by days", async () => {
    const { logs } = logsOf([
      { phone: BEN, ago: 2 * DAY_MS },
      { phone: ANNA },
      { phone: ANNA, ago: 5 * DAY_MS },
    ]);
    expect(await logs.list({ phone: "+98 765 432 10" })).toMatchObject([{ phone: BEN }]);
    expect(await logs.list({ days: 1 })).toMatchObject([{ phone: ANNA, days: 1 }]);
    expect(await logs.list({ until: "2026-11-20" })).toMatchObject([{ lastDay: "2026-11-18" }]);
    expect(await logs.list({ phone: [ANNA, "555"], since: "2026-11-19" })).toMatchObject([
      { days: 1 },
    ]);
  });

  test("opens no log file", async () => {
    const { logs } = logsOf([{ phone: ANNA }, { phone: BEN }]);
    const open = vi.spyOn(fs, "openSync");
    syncBuiltinESMExports();
    onTestFinished(() => {
      open.mockRestore();
      syncBuiltinESMExports();
    });
    expect(await logs.list()).toHaveLength(2);
    expect(open).not.toHaveBeenCalled();
  });

  test("of a folder in which nothing was logged is empty", async () => {
    const { dir, logs } = logsOf([{ phone: ANNA }]);
    rmSync(join(dir, "whatsapp"), { recursive: true });
    expect(await logs.list()).toEqual([]);
    expect(await logs.list({ days: 7 })).toEqual([]);
  });
});
