import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  isAliasFile,
  MAX_ALIAS_BYTES,
  maskPhone,
  parseAlias,
  readPersons,
  systemErrorCode,
} from "@org/log-core";
import { formatCount, formatSize } from "../render/size.ts";
import { nameSome, type Finding } from "./finding.ts";
import type { FolderTree } from "./folder-tree.ts";

const CHECK = "aliases";

/** Whether it is told soundly which ids are one person. */
export function checkAliases(dir: string, tree: FolderTree): Finding[] {
  const files = tree.top.filter(({ name, stats }) => isAliasFile(name) && stats.isFile());
  const bytes = files.reduce((sum, { stats }) => sum + stats.size, 0);
  if (bytes > MAX_ALIAS_BYTES) return [tooLarge(bytes)];
  const read = files.map(({ name }) => ({ name, ...readText(join(dir, name)) }));
  const { persons, oversized } = readPersons(read.map(({ text }) => text).join("\n"));
  const unreadable = read.flatMap(({ name, code = "" }) =>
    code === "" ? [] : `${name} (${code})`,
  );
  const damaged = read.flatMap(({ name, text }) =>
    damagedLines(text).map((line) => `${name}:${line}`),
  );
  const findings = [
    ...(unreadable.length === 0 ? [] : [unreadableFinding(unreadable)]),
    ...(damaged.length === 0 ? [] : [damagedFinding(damaged)]),
    ...oversized.map(oversizedFinding),
  ];
  if (findings.length > 0) return findings;
  const summary =
    persons.length === 0
      ? "no two ids are known to be one person's"
      : `${formatCount(persons.length, "person", "people")} known by several ids`;
  return [{ check: CHECK, status: "ok", summary, details: { persons: persons.length } }];
}

function readText(path: string): { readonly text: string; readonly code?: string } {
  try {
    return { text: readFileSync(path, "latin1") };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return { text: "", code };
  }
}

/** Their numbers, from 1. */
function damagedLines(text: string): number[] {
  return text
    .split("\n")
    .flatMap((line, index) => (parseAlias(line).kind === "malformed" ? [index + 1] : []));
}

function tooLarge(bytes: number): Finding {
  return {
    check: CHECK,
    status: "attention",
    summary: `the alias files have ${formatSize(bytes)}, of which ${formatSize(MAX_ALIAS_BYTES)} are read`,
    remedy: "another program writes there, or links are made up: look at their last lines",
    details: { bytes },
  };
}

function unreadableFinding(files: readonly string[]): Finding {
  return {
    check: CHECK,
    status: "attention",
    summary: `${nameSome(files)} cannot be read, so people are shown in pieces`,
    remedy: 'run as the user the bot runs as, or give the bot access: "group"',
    details: { files },
  };
}

function damagedFinding(lines: readonly string[]): Finding {
  return {
    check: CHECK,
    status: "attention",
    summary: `${formatCount(lines.length, "damaged line")} about who is one person: ${nameSome(lines)}`,
    remedy:
      "look at them: a bot was killed or the disk was full while writing, or another program writes " +
      "here; readers skip them, and what they said is written again when it is reported",
    details: { lines },
  };
}

function oversizedFinding(ids: readonly string[]): Finding {
  return {
    check: CHECK,
    status: "attention",
    summary: `${ids.length.toLocaleString("en-US")} ids are linked to one another, too many for one person: ${nameSome(ids.map(maskPhone))}`,
    remedy:
      "each of them stands for itself until then: find what links them (the bot's own number?), correct " +
      "the bot, and take the links away with log-cli erase ID --exact",
    details: { ids: ids.length },
  };
}
