import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { eventually, fileTree, tempDir } from "@org/test-kit";
import { expect, onTestFinished, test } from "vitest";
import { FolderWatch } from "../../src/source/folder-watch.ts";
import { failSystem } from "./failing-system.ts";

/** Watches below a folder until the test ends, and keeps what it is told. */
function watchOf(dir: string) {
  const told: [folder: string, name: string | undefined][] = [];
  const watch = new FolderWatch(dir, (folder, name) => told.push([folder, name]));
  onTestFinished(() => watch.close());
  return { watch, told };
}

test("a folder that is removed tells no name", async () => {
  const dir = fileTree({ "whatsapp/2026-11-23/1.log": "" });
  const { watch, told } = watchOf(dir);
  expect(watch.arm(["", "whatsapp/2026-11-23"])).toBe(true);
  rmSync(dir, { recursive: true });
  const silent = (folder: string): boolean =>
    told.some(([of, name]) => of === folder && name === undefined);
  await eventually(() => silent("") && silent("whatsapp/2026-11-23"));
  expect(told).toContainEqual(["whatsapp/2026-11-23", "1.log"]);
});

test("folders that are not there are no hindrance, but for the log folder itself", () => {
  const dir = join(tempDir(), "logs");
  const { watch } = watchOf(dir);
  expect(watch.arm(["", "whatsapp"])).toBe(false);
  mkdirSync(dir);
  expect(watch.arm(["", "whatsapp"])).toBe(true);
});

test("where nothing can be watched, that is said", () => {
  const { watch } = watchOf(fileTree({ "whatsapp/1.log": "" }));
  failSystem("watch", "ENOSPC", "whatsapp");
  expect(watch.arm([""])).toBe(true);
  expect(watch.arm(["", "whatsapp"])).toBe(false);
});
