import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { examine, FILE, healthy } from "./patients.ts";

test.skipIf(process.platform !== "linux")("a process that writes here, and its limit", async () => {
  const { cwd, dir } = healthy();
  const script = `ulimit -n 300; exec sleep 60 3>>'${join(dir, FILE)}'`;
  const child = spawn("/bin/sh", ["-c", script]);
  onTestFinished(() => void child.kill());
  await once(child, "spawn");
  await expect
    .poll(async () => (await examine(cwd)).all.find(({ check }) => check === "writers")?.summary, {
      timeout: 10_000,
    })
    .toMatch(new RegExp(`^1 process with log files open: ${child.pid} \\(sleep 60\\)$`));
  const { attention } = await examine(cwd);
  expect(attention).toMatchObject([
    { check: "descriptors", summary: expect.stringContaining("may open 300 files") },
  ]);
});

test.skipIf(process.platform !== "linux" || process.getuid?.() !== 0)(
  "run as a user who may not write, and one who may not even read",
  async () => {
    const { dir } = healthy();
    const main = join(import.meta.dirname, "../../dist/main.js");
    execFileSync("chmod", ["-R", "a+rX", join(dir, "../..")]);
    const asNobody = (): string => {
      try {
        return execFileSync(
          "setpriv",
          [
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            process.execPath,
            main,
            "doctor",
            "--dir",
            dir,
          ],
          { encoding: "utf8", cwd: "/", stdio: "pipe" },
        );
      } catch (error) {
        return String((error as { stdout?: unknown }).stdout);
      }
    };
    expect(asNobody()).toMatch(/!! folder {7}nobody may not write to/);
    chmodSync(join(dir, FILE), 0o600);
    expect(asNobody()).toMatch(
      /!! reading {6}1 file cannot be read: \S+1234567890\.log\s+\(EACCES\)/,
    );
    chmodSync(dir, 0o700);
    expect(asNobody()).toMatch(/!! folder .* cannot be used: EACCES/s);
  },
);
