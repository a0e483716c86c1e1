import { chmodSync, lstatSync, readdirSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Finding } from "../../src/doctor/finding.ts";
import { runCli } from "../fake-io.ts";
import { folderWith } from "../log-folder.ts";

export const DAY = "whatsapp/2026-11-23";
export const FILE = `${DAY}/1234567890.log`;

/** A folder with which nothing is wrong. */
export function healthy(): { readonly cwd: string; readonly dir: string } {
  const cwd = folderWith([
    { time: "2026-11-22T09:00:00.000Z" },
    { time: "2026-11-23T09:00:00.000Z" },
    { time: "2026-11-23T09:00:00.000Z", log: "app", msg: "up" },
  ]);
  const dir = join(cwd, "app/logs");
  symlinkSync("2026-11-23/1234567890.log", join(dir, "whatsapp/1234567890.log"));
  closeToOthers(dir);
  age(dir);
  return { cwd, dir };
}

function closeToOthers(dir: string): void {
  chmodSync(dir, 0o700);
}

export async function examine(
  cwd: string,
  setup: { readonly env?: Record<string, string> } = {},
): Promise<{
  readonly code: number;
  readonly attention: readonly Finding[];
  readonly all: readonly Finding[];
}> {
  const { code, stdout } = await runCli(["doctor", "-o", "json"], { cwd, ...setup });
  const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: Finding[] };
  const attention = findings.filter(({ status }) => status === "attention");
  expect(ok).toBe(attention.length === 0);
  expect(code).toBe(ok ? 0 : 1);
  for (const { remedy } of attention) expect(remedy).toMatch(/^\S.{20,}[^.]$/s);
  return { code, attention, all: findings };
}

/** Makes everything look written before the moment at which tests take place. */
export function age(dir: string): void {
  const past = new Date("2026-11-23T09:00:00.000Z");
  for (const path of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
    if (!lstatSync(join(dir, path)).isSymbolicLink()) utimesSync(join(dir, path), past, past);
  }
}
