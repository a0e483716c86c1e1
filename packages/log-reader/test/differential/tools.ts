import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { LogEntry } from "@org/log-core";
import { locationOf } from "../../src/index.ts";

/** Whether a program of others is installed; tests that compare with it are skipped without. */
export function isInstalled(program: "rg" | "jq"): boolean {
  return spawnSync(program, ["--version"]).status === 0;
}

/** Where an entry stands: `whatsapp/2026-11-23/1234567890.log:7`. */
type Place = string;

/** The places of entries, sorted. */
export function placesOf(dir: string, entries: readonly LogEntry[]): Place[] {
  const places = entries.map((entry) => {
    const { file, offset } = locationOf(entry) ?? { file: "", offset: 0 };
    const before = readFileSync(join(dir, file)).subarray(0, offset);
    return `${file}:${before.toString("latin1").split("\n").length}`;
  });
  return places.toSorted();
}

/** The lines that hold a text for ripgrep, sorted. */
export function ripgrep(dir: string, text: string, ...flags: readonly string[]): Place[] {
  // `-a`: a NUL makes no file binary. `--no-ignore`: log folders tell git to ignore them. `-g`: the
  // folder's settings are no log.
  const common = [
    "-F",
    "-a",
    "-n",
    "-H",
    "--no-heading",
    "--no-ignore",
    "-g*.log",
    "--color=never",
  ];
  const stdout = run("rg", [...common, ...flags, "-e", text, dir], [0, 1]);
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => placeAt(dir, /^(.*?\.log:\d+):/.exec(line)?.[1] ?? line)).toSorted();
}

/**
 * The lines for which a jq expression holds, sorted; lines that are no JSON hold nothing.
 * @param names - Variables of the expression.
 */
export function jq(
  dir: string,
  files: readonly string[],
  expression: string,
  names: Readonly<Record<string, string>> = {},
): Place[] {
  const filter = `${JQ_FUNCTIONS} fromjson? | select(type == "object") | select(${expression}) | "\\(input_filename):\\(input_line_number)"`;
  const variables = Object.entries(names).flatMap(([name, value]) => ["--arg", name, value]);
  const paths = files.map((file) => join(dir, file));
  const stdout = run("jq", ["-R", "-r", ...variables, filter, ...paths], [0]);
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => placeAt(dir, line)).toSorted();
}

/** What `search` looks at, in the words of jq. */
const JQ_FUNCTIONS =
  `def content: to_entries[] | select(.key | IN("level", "time", "bot", "instance", "phone", "from", ` +
  `"direction", "sentAt", "truncated") | not) | .value | .. | select(type == "string" or type == "number") | tostring;` +
  `def holds($text): any(content; index($text) != null);` +
  `def rank: . as $level | ["trace", "debug", "info", "warn", "error", "fatal"] | index($level);`;

function placeAt(dir: string, path: string): Place {
  return relative(dir, path).replaceAll("\\", "/");
}

function run(program: string, args: readonly string[], codes: readonly number[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (status === null || !codes.includes(status)) throw new Error(`${program}: ${stderr}`);
  return stdout;
}
