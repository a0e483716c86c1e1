import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { createAtomicFile, type AtomicFile } from "../../src/export/atomic-file.ts";

function begin(path: string, replace = false): { file: AtomicFile; interrupt: () => void } {
  let cleanUp = (): void => undefined;
  const file = createAtomicFile(path, {
    replace,
    onInterrupt: (wanted) => {
      cleanUp = wanted;
      return () => (cleanUp = () => undefined);
    },
  });
  return { file, interrupt: () => cleanUp() };
}

test("the file is there when it is complete, not before, and is its owner's alone", () => {
  const dir = tempDir();
  const path = join(dir, "chat.json");
  const { file } = begin(path);
  file.write("a".repeat(300_000));
  file.write("b");
  expect(readdirSync(dir).filter((name) => !name.endsWith(".tmp"))).toEqual([]);
  file.commit();
  file.discard();
  expect(readFileSync(path, "utf8")).toBe(`${"a".repeat(300_000)}b`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(["chat.json"]);
});

test("what is given up leaves nothing behind", () => {
  const dir = tempDir();
  const { file } = begin(join(dir, "chat.json"));
  file.write("a".repeat(300_000));
  file.discard();
  file.discard();
  expect(readdirSync(dir)).toEqual([]);
});

test("an interruption leaves nothing behind", () => {
  const dir = tempDir();
  const { file, interrupt } = begin(join(dir, "chat.json"));
  file.write("a".repeat(300_000));
  expect(readdirSync(dir)).toHaveLength(1);
  interrupt();
  expect(readdirSync(dir)).toEqual([]);
  file.discard();
});

test("a file that appeared meanwhile stays as it is", () => {
  const dir = tempDir();
  const path = join(dir, "chat.json");
  const { file } = begin(path);
  writeFileSync(path, "somebody's");
  expect(() => file.commit()).toThrow(expect.objectContaining({ code: "EEXIST" }));
  file.discard();
  expect(readFileSync(path, "utf8")).toBe("somebody's");
  expect(readdirSync(dir)).toEqual(["chat.json"]);
});

test("a file is replaced when that is asked for, a link to it too", () => {
  const dir = tempDir();
  const path = join(dir, "chat.json");
  writeFileSync(join(dir, "old.json"), "old");
  symlinkSync("old.json", path);
  const { file } = begin(path, true);
  file.write("new");
  file.commit();
  file.discard();
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(readFileSync(join(dir, "old.json"), "utf8")).toBe("old");
});

test("a name as long as the system allows is no obstacle", () => {
  const path = join(tempDir(), `${"x".repeat(250)}.json`);
  const { file } = begin(path);
  file.write("a");
  file.commit();
  file.discard();
  expect(readFileSync(path, "utf8")).toBe("a");
});

test("where nothing can be made, it says so at once", () => {
  const dir = tempDir();
  mkdirSync(join(dir, "sub"));
  expect(() => begin(join(dir, "gone", "chat.json"))).toThrow(
    expect.objectContaining({ code: "ENOENT" }),
  );
  expect(readdirSync(dir)).toEqual(["sub"]);
});

test("what a killed process left is removed next time; what a running one writes stays", () => {
  const dir = tempDir();
  const { file: running } = begin(join(dir, "other.json"));
  const [mine = ""] = readdirSync(dir);
  expect(mine).toMatch(/^\.log-cli-[0-9a-f]{8}-\d+-[0-9a-f]{16}\.tmp$/);
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const abandoned = mine.replace(`-${process.pid}-`, `-${dead}-`);
  const elsewhere = abandoned.replace(/^\.log-cli-.{8}/, ".log-cli-00000000");
  const others = [".log-cli-notes.tmp", "x.tmp", elsewhere];
  for (const name of [abandoned, ...others]) writeFileSync(join(dir, name), "x");

  begin(join(dir, "chat.json")).file.discard();
  expect(readdirSync(dir).toSorted()).toEqual([mine, ...others].toSorted());
  running.discard();
});
