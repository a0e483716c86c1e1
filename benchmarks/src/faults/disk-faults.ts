import { copyFileSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { whole } from "../markdown-table.ts";
import type { Fault } from "./fault.ts";
import { logFiles } from "./readable-entries.ts";
import { mountSmallDisk, whyNoMount } from "./small-disk.ts";

const SMALL_KIB = 256;
const ROOMY_KIB = 16_384;
const FULL_FOR_MS = 500;
/** Time enough to notice a rename for those that look once a second. */
const NOTICE_MS = 1_100;

/** What happens to the disk, the folder and the files. */
export const DISK_FAULTS: readonly Fault[] = [
  {
    name: "full-disk",
    title: "a full disk, and then there is room again",
    proof: "packages/log-writer/test/faults/full-disk.test.ts",
    entries: 2_200,
    phones: 5,
    unavailable: whyNoMount,
    async run(stage) {
      const disk = mountSmallDisk(stage.dir, SMALL_KIB);
      stage.defer(() => disk.unmount());
      const bot = await stage.start();
      await bot.do({ do: "log", from: 0, to: 2_000, durationMs: 1_000 });
      await sleep(FULL_FOR_MS);
      disk.resize(ROOMY_KIB);
      await bot.do({ do: "log", from: 2_000, to: 2_200, durationMs: 200 });
      await stage.finish(bot);
    },
  },
  {
    name: "folder-removed",
    title: "`rm -rf` of the folder while running: what is logged after",
    proof: "packages/log-writer/test/faults/folder-gone.test.ts",
    entries: 2_000,
    phones: 20,
    isExpected: (number) => number >= 1_000,
    async run(stage) {
      const bot = await stage.start();
      await bot.do({ do: "log", from: 0, to: 1_000 });
      await stage.quiet();
      rmSync(stage.dir, { recursive: true });
      await bot.do({ do: "log", from: 1_000, to: 2_000, durationMs: 500 });
      await stage.finish(bot);
    },
  },
  {
    name: "renamed",
    title: "files renamed, then compressed and removed, by logrotate",
    proof: "packages/log-writer/test/faults/folder-gone.test.ts",
    entries: 3_000,
    phones: 20,
    async run(stage) {
      const bot = await stage.start();
      await bot.do({ do: "log", from: 0, to: 1_000 });
      await stage.quiet();
      const files = logFiles(stage.dir);
      for (const file of files) renameSync(file, `${file}.1`);
      await bot.do({ do: "hangup" });
      await sleep(NOTICE_MS);
      await bot.do({ do: "log", from: 1_000, to: 2_000, durationMs: 500 });
      await stage.quiet();
      // As compressing does: what is there by now is kept, what comes later is not.
      const archive = join(stage.base, "archive");
      mkdirSync(archive);
      for (const [at, file] of files.entries()) {
        copyFileSync(`${file}.1`, join(archive, `${at}-${basename(file)}`));
        rmSync(`${file}.1`);
      }
      await bot.do({ do: "log", from: 2_000, to: 3_000, durationMs: 500 });
      await stage.finish(bot);
    },
  },
  {
    name: "slow-disk",
    title: "a flood of 120 MB to a disk that takes 8 MB a second",
    proof: "packages/log-writer/test/faults/flood.test.ts",
    entries: 400_000,
    phones: 20,
    async run(stage) {
      const bot = stage.startBare();
      await bot.do({ do: "slow-disk" });
      await stage.load(bot);
      await bot.do({ do: "log", from: 0, to: 400_000 });
      await stage.finish(bot);
    },
    notes: (_, bots) => {
      const bytes = Math.max(...bots.map((bot) => bot.peakRssBytes));
      return [`peak RSS ${whole(bytes / 1e6)} MB`];
    },
  },
];
