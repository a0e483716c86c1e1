import { existsSync } from "node:fs";
import { join } from "node:path";
import { createCalendar, isLogError, SETTINGS_FILE, type FolderSettings } from "@org/log-core";
import type { LogReader } from "@org/log-reader";
import { checkAliases } from "./check-aliases.ts";
import { checkFileSystem } from "./check-file-system.ts";
import { checkFiles, checkLinks } from "./check-files.ts";
import { checkFolder } from "./check-folder.ts";
import { checkLines } from "./check-lines.ts";
import { checkModes } from "./check-modes.ts";
import { checkRetention } from "./check-retention.ts";
import { checkRoots } from "./check-roots.ts";
import { checkSpace } from "./check-space.ts";
import { checkTime } from "./check-time.ts";
import { checkWriters } from "./check-writers.ts";
import { nameSome, type Finding, type Patient } from "./finding.ts";
import { walkFolder } from "./folder-tree.ts";

/** Runs every check on a folder, as far as the folder lets itself be looked at. Changes nothing. */
export async function examineFolder(
  patient: Patient,
  logs: LogReader,
  signal: AbortSignal,
): Promise<Finding[]> {
  const { dir } = patient;
  const { finding, stats } = checkFolder(dir);
  if (stats === undefined) return [finding];
  const tree = walkFolder(dir);
  const { settings, settingsFinding } = await checkSettings(
    logs,
    // A link that leads nowhere is as good as none.
    existsSync(join(dir, SETTINGS_FILE)),
  );
  const roots = checkRoots(dir, tree);
  const findings = [finding, settingsFinding, ...roots, ...unlisted(tree.unreadable)];
  if (settings === undefined) return findings;
  const today = createCalendar(settings.timeZone).dayOf(patient.nowMs);
  return [
    ...findings,
    checkModes(dir, tree, stats),
    ...checkSpace(dir, tree, today),
    ...checkTime(patient, settings, tree, today),
    checkFileSystem(dir, tree),
    ...checkFiles(tree),
    checkLinks(dir, tree),
    ...checkAliases(dir, tree),
    checkRetention(settings, tree, today),
    ...checkWriters(dir),
    // Not even the reader gets past a file in the place of a folder.
    ...(roots.length === 0 ? await checkLines(logs, signal) : []),
  ];
}

async function checkSettings(
  logs: LogReader,
  isThere: boolean,
): Promise<{ readonly settings?: FolderSettings; readonly settingsFinding: Finding }> {
  const check = SETTINGS_FILE;
  try {
    const settings = await logs.settings();
    const { timeZone, retentionDays, version } = settings;
    if (!isThere) {
      return {
        settings,
        settingsFinding: {
          check,
          status: "attention",
          summary: "it has no layout.json, so its zone and retention are guesses",
          remedy: "check that this is a log folder; a bot that starts there makes the file",
        },
      };
    }
    const kept = retentionDays === false ? "every day" : `${retentionDays} days`;
    const summary = `format ${version}, days of ${timeZone}, keeps ${kept}`;
    return {
      settings,
      settingsFinding: { check, status: "ok", summary, details: { ...settings } },
    };
  } catch (error) {
    if (!isLogError(error)) throw error;
    const [what = "", ...rest] = error.message.split(/(?<=\.) (?=[A-Z])/);
    return {
      settingsFinding: {
        check,
        status: "attention",
        summary: what.replace(/\.$/, ""),
        remedy: rest.join(" ").replace(/\.$/, "") || "correct it by hand",
        details: { code: error.code },
      },
    };
  }
}

function unlisted(folders: readonly string[]): Finding[] {
  if (folders.length === 0) return [];
  return [
    {
      check: "reading",
      status: "attention",
      summary: `folders that cannot be listed: ${nameSome(folders)}`,
      remedy: "run as the user the bot runs as",
      details: { folders },
    },
  ];
}
