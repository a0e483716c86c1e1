import { accessSync, constants, statSync, type Stats } from "node:fs";
import { userInfo } from "node:os";
import { systemErrorCode } from "@org/log-core";
import type { Finding } from "./finding.ts";

/** Whether the folder is there and this user can work in it. */
export function checkFolder(dir: string): { readonly finding: Finding; readonly stats?: Stats } {
  let stats: Stats;
  try {
    stats = statSync(dir);
    if (!stats.isDirectory()) return { finding: notThere(dir, "it is not a folder") };
    accessSync(dir, constants.R_OK | constants.X_OK);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return { finding: notThere(dir, code === "ENOENT" ? "there is no such folder" : code) };
  }
  try {
    accessSync(dir, constants.W_OK);
    return {
      stats,
      finding: { check: "folder", status: "ok", summary: `${dir}, writable by ${user()}` },
    };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return {
      stats,
      finding: {
        check: "folder",
        status: "attention",
        summary: `${user()} may not write to ${dir} (${code})`,
        remedy:
          "run doctor as the user the bot runs as; if this is he, give him the folder (chown) or mount it writable",
        details: { code, uid: stats.uid, mode: (stats.mode & 0o7777).toString(8) },
      },
    };
  }
}

function notThere(dir: string, reason: string): Finding {
  return {
    check: "folder",
    status: "attention",
    summary: `${dir} cannot be used: ${reason}`,
    remedy:
      "give the folder the bot writes to (--dir FOLDER or LOG_DIR), as the user it runs as; a bot makes its folder when it starts",
  };
}

function user(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without a name, as containers have them.
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}
