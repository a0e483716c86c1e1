import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ReadSubject } from "./comparison.ts";

type Command = NonNullable<ReadSubject["command"]>;

/** A module of this folder in a Node of its own. */
export function nodeScript(path: string, ...args: readonly string[]): Command {
  return [process.execPath, fileURLToPath(new URL(path, import.meta.url)), ...args];
}

/** A pipe, in the shell. Words with special characters must be quoted already. */
export function shell(script: string): Command {
  return ["/bin/sh", "-c", script];
}

/** A word as the shell takes it whole. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** What every start of Node costs. */
export const EMPTY_NODE: ReadSubject = {
  id: "node",
  title: "`node -e 0`",
  command: [process.execPath, "-e", "0"],
};

/** Lines of output that are not empty. */
export function countLines(stdout: string): number {
  return stdout.split("\n").filter((line) => line !== "").length;
}

/** The sum of what stands behind the last colon of each line, or of the lines themselves. */
export function sumCounts(stdout: string): number {
  return stdout
    .split("\n")
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(":") + 1)), 0);
}

/** The version that a program says it has, or `undefined` if it is not there. */
export function versionOf(program: "rg" | "jq"): string | undefined {
  try {
    const said = execFileSync(program, ["--version"], { encoding: "utf8", stdio: "pipe" });
    return /\d+\.\d[\w.]*/.exec(said)?.[0];
  } catch {
    return undefined;
  }
}
