import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { PAGES } from "./benchmarks-page.ts";

/**
 * What a reader must know to judge figures: where, when and of which state they were measured.
 * @param loads load averages seen from the start to the end
 */
export function describeMachine(loads: readonly number[]): string {
  const model = cpus()[0]?.model.trim() ?? "";
  const gib = Math.round(totalmem() / 2 ** 30);
  const machine = [
    `${availableParallelism()} cores${model === "" || model === "unknown" ? "" : ` (${model})`}`,
    `${gib} GiB of memory`,
    process.platform,
    `Node ${process.versions.node}`,
  ];
  const load = loads.map((value) => value.toFixed(1)).join(", ");
  return (
    `Measured on ${new Date().toISOString().slice(0, 10)} at commit ${commit()}: ` +
    `${machine.join(", ")}; load average from the start to the end: ${load}.`
  );
}

/** The commit that is measured; says so if files differ from it, other than the pages of results. */
function commit(): string {
  try {
    const name = git("rev-parse", "--short", "HEAD");
    const changed = git(
      "status",
      "--porcelain",
      "--",
      ":/",
      ...PAGES.map((page) => `:(top,exclude)${page}`),
    );
    return `\`${name}${changed === "" ? "" : "-dirty"}\``;
  } catch {
    // A copy without its history.
    return "unknown";
  }
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { encoding: "utf8" }).trim();
}

/** The loggers of others, by their package's name. */
const PEERS = [
  "pino",
  "sonic-boom",
  "pino-roll",
  "log4js",
  "rotating-file-stream",
  "winston",
  "winston-daily-rotate-file",
] as const;

/** Which versions of which loggers ran. */
export function describePeers(): string {
  return `Peers: ${PEERS.map((name) => `${name} ${packageVersion(name)}`).join(", ")}.`;
}

/** The version that is installed for this folder; pino's own for what only pino depends on. */
export function packageVersion(name: string): string {
  const require = createRequire(import.meta.url);
  const from = name === "sonic-boom" ? createRequire(require.resolve("pino")) : require;
  for (let folder = dirname(from.resolve(name)); ; folder = dirname(folder)) {
    const manifest = readManifest(join(folder, "package.json"));
    if (manifest?.name === name) return manifest.version;
    if (folder === dirname(folder)) throw new Error(`${name} has no package.json.`);
  }
}

function readManifest(
  path: string,
): { readonly name: string; readonly version: string } | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as { name: string; version: string };
  } catch {
    // Not every folder on the way has one.
    return undefined;
  }
}
