import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { addDays, createCalendar, DEFAULT_FOLDER } from "@org/log-core";
import { chooseDay, type DemoDay } from "./demo-day.ts";
import { playDay } from "./play-day.ts";
import { pnpmCommand } from "./pnpm-command.ts";
import { CUSTOMERS } from "./traffic.ts";

const REPOSITORY: string = fileURLToPath(new URL("../../../..", import.meta.url));
const PHONE: string = CUSTOMERS.anna.number ?? "";

/** Plays a day into the log folder (`LOG_DIR`, else `app/logs` of the repository) and looks at it. */
export async function runDemo(): Promise<void> {
  const caller = process.env["INIT_CWD"] ?? process.cwd();
  const asked = process.env["LOG_DIR"] ?? "";
  const dir = asked === "" ? join(REPOSITORY, DEFAULT_FOLDER) : resolve(caller, asked);
  const day = chooseDay(dir, PHONE, Date.now());
  const { webhookUrl, answers, sent } = await playDay(dir, day);
  say(
    `A bot listened on ${webhookUrl}.`,
    `It was sent a day of traffic, ${day.day} (${day.timeZone}): ${answers[200] ?? 0} deliveries taken, ` +
      `${answers[401] ?? 0} refused for a wrong signature, ${sent} answers sent.`,
    `Its logs are in ${relative(caller, dir)}.`,
  );
  const which = daysOption(day);
  show(dir, ["list"]);
  show(dir, ["get", PHONE, ...which]);
  show(dir, ["search", "error", ...which]);
  const pnpm = pnpmCommand(process.env);
  say(
    "",
    "Now try:",
    `  ${pnpm} --filter log-cli start get ${CUSTOMERS.kenji.number}`,
    `  ${pnpm} --filter log-cli start search order --direction incoming`,
    `  ${pnpm} --filter log-cli start search POST --log requests`,
    `  ${pnpm} --filter log-cli start export ${PHONE} conversation.json`,
    `  ${pnpm} --filter log-cli start --help`,
    "The bot is in apps/demo-bot/src; how to log from your own is in README.md.",
  );
}

/** The commands look at the last seven days unless told otherwise; earlier runs have taken the newest. */
function daysOption({ day, timeZone }: DemoDay): string[] {
  const today = createCalendar(timeZone).dayOf(Date.now());
  return day === addDays(today, -1) ? [] : ["--on", day];
}

function show(dir: string, args: readonly string[]): void {
  // As a person sees it, also where this demo's output goes to a file.
  const words = process.stdout.isTTY ? args : [...args, "-o", "pretty"];
  say("", `$ log-cli ${words.join(" ")}`);
  const main = join(
    dirname(createRequire(import.meta.url).resolve("@org/log-cli/package.json")),
    "dist/main.js",
  );
  const { status, error } = spawnSync(process.execPath, [main, ...words], {
    cwd: REPOSITORY,
    env: { ...process.env, LOG_DIR: dir },
    stdio: "inherit",
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`log-cli ${words.join(" ")} ended with ${status}.`);
}

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
