import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLogWriter, erase } from "@org/log-writer";
import { runNode, tempDir, type NodeResult } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { dayFiles } from "../integration/written-lines.ts";
import { canTrace, injecting } from "./injection.ts";

const ERASER = new URL("bots/eraser.mjs", import.meta.url);
const PHONE = "1234567890";

/** Erases everywhere in a process of its own in which calls on a path end as given. */
function eraseWith(
  injection: string,
  dir: string,
  path: string,
  phone = PHONE,
): Promise<NodeResult> {
  return runNode(ERASER, { args: [dir, phone], under: injecting(injection, join(dir, path)) });
}

function folderOfThreeDays(): string {
  const dir = tempDir();
  writeFileSync(join(dir, "layout.json"), '{"version":1,"timeZone":"UTC","retentionDays":30}\n');
  for (const day of ["2026-11-23", "2026-11-24", "2026-11-25"]) {
    for (const [root, name] of [
      ["whatsapp", PHONE],
      ["app", "app"],
    ]) {
      mkdirSync(join(dir, `${root}/${day}`), { recursive: true });
      writeFileSync(join(dir, `${root}/${day}/${name}.log`), `{"phone":"${PHONE}"}\n`);
    }
  }
  return dir;
}

/** Files in which the phone is still mentioned. */
function leftIn(dir: string): string[] {
  const files = [...dayFiles(dir), ...dayFiles(dir, "app")];
  return files
    .filter((path) => readFileSync(path, "latin1").includes(PHONE))
    .map((path) => path.slice(dir.length + 1));
}

describe.skipIf(!canTrace)("an erasure that is interrupted", () => {
  test.each([2, 9, 20])(
    "killed at write %i to the aliases, the next run still finds all ids and leaves none",
    async (write) => {
      const dir = tempDir();
      const logs = createLogWriter({ dir, timeZone: "UTC" });
      const ids = Array.from({ length: 10 }, (_, step) => `39${step}33000000`);
      // Told in no order; each knows only the next.
      for (const at of [3, 0, 7, 1, 8, 4, 2, 6, 5]) {
        logs.linkPhones([String(ids[at]), String(ids[at + 1])]);
      }
      logs.linkPhones(["555@lid", "39555"]);
      await logs.close();
      const path = join(dir, "aliases.ndjson");
      const killed = `pwrite64:signal=KILL:when=${write}`;
      expect((await eraseWith(killed, dir, "aliases.ndjson", ids[0])).stdout).not.toContain(
        "files",
      );
      expect(readFileSync(path, "latin1")).toContain(ids[0]);
      await erase({ dir, phone: String(ids[0]) });
      const left = readFileSync(path, "latin1")
        .split("\n")
        .filter((line) => line.trim() !== "");
      expect(left).toHaveLength(1);
      expect(left[0]).toContain("39555");
    },
  );

  test.each([
    ["EMFILE", "openat:error=EMFILE", "app/2026-11-23/app.log", "app/2026-11-23/app.log"],
    ["EIO", "pwrite64:error=EIO", "app/2026-11-23/app.log", "app/2026-11-23/app.log"],
    ["EACCES", "openat:error=EACCES", "whatsapp/2026-11-23", `whatsapp/2026-11-23/${PHONE}.log`],
    [
      "EPERM",
      "unlink:error=EPERM",
      `whatsapp/2026-11-23/${PHONE}.log`,
      `whatsapp/2026-11-23/${PHONE}.log`,
    ],
  ])(
    "refused with %s it erases everything else, says so, and completes when it is run again",
    async (code, injection, path, left) => {
      const dir = folderOfThreeDays();
      const aliases = join(dir, "aliases.ndjson");
      const time = "2026-11-23T10:15:30.123Z";
      writeFileSync(
        aliases,
        `${JSON.stringify({ time, ids: ["555@lid", PHONE], reason: "same" })}\n`,
      );
      const { stdout, stderr } = await eraseWith(injection, dir, path);
      expect(stdout).not.toContain("files");
      expect(stderr).toContain(`cannot be read or changed (${code})`);
      expect(stderr).toContain("everything else is erased");
      expect(leftIn(dir)).toEqual([left]);
      // Whichever id it is called with, the next run is about both.
      await erase({ dir, phone: "555@lid", everywhere: true });
      expect(leftIn(dir)).toEqual([]);
      expect(readFileSync(aliases, "latin1").trim()).toBe("");
    },
  );
});

describe.skipIf(!canTrace)("a disk that does not say that it holds what was erased", () => {
  test.each([
    ["a file's bytes", "app/2026-11-24/app.log"],
    ["a day's names", "whatsapp/2026-11-24"],
    ["the links' names", "whatsapp"],
  ])("has no receipt written for %s, the next time neither", async (_name, path) => {
    const dir = folderOfThreeDays();
    for (let run = 0; run < 2; run += 1) {
      const { stdout, stderr } = await eraseWith("fsync:error=EIO", dir, path);
      expect(stdout).not.toContain("files");
      expect(stderr).toContain("cannot be read or changed (EIO)");
    }
    await erase({ dir, phone: PHONE, everywhere: true });
    expect(leftIn(dir)).toEqual([]);
  });

  test("has no receipt written either for lines that a killed run has blanked", async () => {
    const dir = folderOfThreeDays();
    const path = "app/2026-11-24/app.log";
    // Killed after the last byte of its mention and before it could ask the disk.
    await eraseWith("fsync:signal=SIGKILL", dir, path);
    expect(readFileSync(join(dir, path), "latin1").trim()).toBe("");
    const { stdout, stderr } = await eraseWith("fsync:error=EIO", dir, path);
    expect(stdout).not.toContain("files");
    expect(stderr).toContain("cannot be read or changed (EIO)");
    expect(await erase({ dir, phone: PHONE, everywhere: true })).toMatchObject({ lines: 0 });
  });

  test("has the lines blanked again by the next call", async () => {
    const dir = folderOfThreeDays();
    const path = "app/2026-11-24/app.log";
    await eraseWith("fsync:error=EIO", dir, path);
    expect(leftIn(dir)).toEqual([path]);
    expect(readFileSync(join(dir, path), "latin1").trim()).toBe(PHONE);
    expect(await erase({ dir, phone: PHONE, everywhere: true })).toMatchObject({ lines: 1 });
  });
});

test.skipIf(process.platform === "win32")(
  "what is no file in the place of the aliases neither blocks nor stops an erasure",
  async () => {
    for (const put of [
      (path: string) => void spawnSync("mkfifo", [path]),
      (path: string) => mkdirSync(path),
    ]) {
      const dir = folderOfThreeDays();
      put(join(dir, "aliases.ndjson"));
      expect(await erase({ dir, phone: PHONE, dryRun: true })).toMatchObject({ files: 3 });
      expect(await erase({ dir, phone: PHONE })).toMatchObject({ files: 3, aliases: 0 });
    }
  },
);
