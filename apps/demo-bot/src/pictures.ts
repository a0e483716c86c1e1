import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createCalendar,
  formatFolderSettings,
  SETTINGS_FILE,
  type CalendarDay,
} from "@org/log-core";
import { playDay } from "./demo/play-day.ts";
import { terminalSvg } from "./pictures/terminal-svg.ts";

/**
 * Makes the pictures of the README: the real output of log-cli on the log of a day that the demo plays.
 * argv: the folder to put them into, if it is not that of the README
 */

const PICTURES: string =
  process.argv[2] ?? fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));
const DAY = "2026-11-22" as CalendarDay;
const TIME_ZONE = "Europe/Rome";
const MAIN: string = join(
  dirname(createRequire(import.meta.url).resolve("@org/log-cli/package.json")),
  "dist/main.js",
);

const SHOWN: Readonly<Record<string, readonly string[]>> = {
  get: ["get", "1234567890", "--on", DAY],
  search: ["search", "order", "--log", "whatsapp,app", "--on", DAY],
  stats: ["stats", "--log", "whatsapp", "--on", DAY, "--top", "3"],
  list: ["list"],
};

const dir: string = mkdtempSync(join(tmpdir(), "log-cli-pictures-"));
try {
  writeFileSync(
    join(dir, SETTINGS_FILE),
    formatFolderSettings({ version: 1, timeZone: TIME_ZONE, retentionDays: false }),
  );
  const start = createCalendar(TIME_ZONE).startOfDay(DAY);
  await playDay(dir, {
    day: DAY,
    timeZone: TIME_ZONE,
    at: (timeOfDay) => start + Date.parse(`1970-01-01T${timeOfDay}Z`),
  });
  mkdirSync(PICTURES, { recursive: true });
  for (const [name, args] of Object.entries(SHOWN)) {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [MAIN, ...args, "-o", "pretty"],
      {
        env: {
          ...process.env,
          LOG_DIR: dir,
          FORCE_COLOR: "1",
          NO_COLOR: "",
          LANG: "C.UTF-8",
          COLORFGBG: "",
        },
        encoding: "utf8",
      },
    );
    if (status !== 0) throw new Error(`log-cli ${args.join(" ")} ended with ${status}: ${stderr}`);
    writeFileSync(join(PICTURES, `${name}.svg`), terminalSvg(`log-cli ${args.join(" ")}`, stdout));
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
