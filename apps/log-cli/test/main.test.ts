import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { eventually, runNode, startNode, tempDir, type NodeResult } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { fillFolder, folderWith, type Said } from "./log-folder.ts";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const OWN_FOLDER = fileURLToPath(new URL("..", import.meta.url));
const PHONE = "1234567890";

const run = promisify(execFile);

/** Entries of the last minutes: a real process has the real clock. */
function fresh(count: number, text = "Hello"): Said[] {
  const firstMs = Date.now() - 60_000;
  return Array.from({ length: count }, (_, at) => ({
    time: new Date(firstMs + Math.floor((at * 50_000) / count)).toISOString(),
    data: { text: `${text} ${at}` },
  }));
}

function main(
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<NodeResult> {
  return runNode(MAIN, { args, cwd, env: { INIT_CWD: undefined, LOG_DIR: undefined, ...env } });
}

test("the file begins with the line that makes it a command", () => {
  expect(readFileSync(MAIN, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test.each([
  ["found", ["get", PHONE], 0],
  ["nothing found", ["get", "5551112222"], 1],
  ["an error", ["get", "con"], 2],
])("the exit code of %s", async (_, args, code) => {
  const result = await main(args, folderWith(fresh(1)));
  expect(result.code).toBe(code);
  expect(result.stdout === "").toBe(code !== 0);
  expect(result.stderr === "").toBe(code === 0);
});

test("a regular expression that hangs ends with an error that names it", async () => {
  const cwd = folderWith(fresh(1, `${"a".repeat(100_000)}!`));
  const { code, stdout, stderr } = await main(["search", "--regex", "(a+)+$"], cwd);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^log-cli: .*\/\(a\+\)\+\$\/.*\(LOG_REGEX_TIMEOUT\)\n$/);
});

test.skipIf(process.platform === "win32")(
  "an answer of which a part did not fit into its file is an error",
  async () => {
    const cwd = folderWith(fresh(200));
    // A file that must not grow stands for a disk that is full: both take a part of a write.
    const limited = 'trap "" XFSZ; ulimit -f 8; exec "$@" > answer.ndjson';
    const { code, stderr } = await startNode(MAIN, {
      args: ["get", PHONE],
      cwd,
      env: { INIT_CWD: undefined, LOG_DIR: undefined },
      under: ["sh", "-c", limited, "sh"],
    }).ended;
    expect(stderr).toMatch(/^log-cli: EFBIG: .*\n$/);
    expect(code).toBe(2);
  },
);

test("a folder with a space and an emoji in its name", async () => {
  const cwd = join(tempDir(), "my bot 🤖");
  fillFolder(join(cwd, "lögs, all"), fresh(1));
  const { code, stdout } = await main(["get", PHONE, "--dir", "lögs, all"], cwd);
  expect(stdout).toContain("Hello 0");
  expect(code).toBe(0);
});

describe("where paths count from", () => {
  test("the user's folder, when pnpm runs it in the package's own", async () => {
    const user = folderWith(fresh(1));
    const args = ["export", PHONE, "chat.json"];
    const { code } = await main(args, OWN_FOLDER, { INIT_CWD: user });
    expect(code).toBe(0);
    expect(readdirSync(user).toSorted()).toEqual(["app", "chat.json"]);
  });

  test("the working folder anywhere else, whatever INIT_CWD says", async () => {
    const { code, stdout } = await main(["get", PHONE], folderWith(fresh(1)), {
      INIT_CWD: tempDir(),
    });
    expect(stdout).toContain("Hello 0");
    expect(code).toBe(0);
  });
});

describe("a pipe that closes early", () => {
  // As programs of Node, so that no others have to be installed.
  const FIRST_LINE = `process.stdin.once("data", (chunk) => {
    console.log(String(chunk).split("\\n")[0]);
    process.exit();
  })`;
  const COUNT_SLOWLY = `let lines = 0;
    process.stdin.on("data", (chunk) => {
      lines += String(chunk).split("\\n").length - 1;
      process.stdin.pause();
      setTimeout(() => process.stdin.resume(), 5);
    }).on("end", () => console.log(lines));`;

  test.each(["ndjson", "json", "csv", "pretty"])("%s ends quietly", async (form) => {
    const cwd = folderWith(fresh(20_000));
    const script = `{ "$0" "$1" get ${PHONE} -o ${form}; echo "code $?" >&2; } | "$0" -e '${FIRST_LINE}'`;
    const { stdout, stderr } = await run("/bin/sh", ["-c", script, process.execPath, MAIN], {
      cwd,
    });
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stderr).toBe("code 0\n");
  });

  test("a slow reader gets everything", async () => {
    const cwd = folderWith(fresh(20_000));
    const script = `"$0" "$1" get ${PHONE} | "$0" -e '${COUNT_SLOWLY}'`;
    const { stdout } = await run("/bin/sh", ["-c", script, process.execPath, MAIN], { cwd });
    expect(stdout.trim()).toBe("20000");
  });
});

test("a full disk under stdout is an error with its reason", async () => {
  const script = `"$0" "$1" get ${PHONE} > /dev/full`;
  const failing = run("/bin/sh", ["-c", script, process.execPath, MAIN], {
    cwd: folderWith(fresh(1)),
  });
  await expect(failing).rejects.toMatchObject({
    code: 2,
    stderr: "log-cli: ENOSPC: no space left on device, write\n",
  });
});

describe("an interruption", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "by %s ends an export and leaves nothing behind",
    async (signal) => {
      const cwd = folderWith(fresh(60_000, "x".repeat(200)));
      const { child, ended } = startNode(MAIN, { args: ["export", PHONE, "chat.json"], cwd });
      await eventually(() => readdirSync(cwd).some((name) => name.endsWith(".tmp")), {
        everyMs: 1,
      });
      child.kill(signal);
      const result = await ended;
      // Ended by the signal: a shell reports 128 + its number, for SIGINT 130.
      expect(result).toMatchObject({ signal, stdout: "", stderr: "" });
      expect(readdirSync(cwd)).toEqual(["app"]);
    },
  );

  test("ends a long answer at once", async () => {
    const { child, ended } = startNode(MAIN, {
      args: ["get", PHONE],
      cwd: folderWith(fresh(20_000)),
    });
    await once(child.stdout, "readable");
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ signal: "SIGINT", stderr: "" });
  });
});

describe("what is loaded", () => {
  /** The modules a run has loaded, as V8 counts them. */
  async function loaded(...args: string[]): Promise<string> {
    const cwd = folderWith(fresh(1));
    const report = join(cwd, "coverage");
    mkdirSync(report);
    await main(args, cwd, { NODE_V8_COVERAGE: report });
    const texts = readdirSync(report).map((name) => readFileSync(join(report, name), "utf8"));
    const urls = texts.flatMap((text) => text.match(/"url":"file:[^"]+"/g) ?? []);
    expect(urls.length).toBeGreaterThan(5);
    return urls.join("\n");
  }

  test.each([[["--help"]], [["get", "--help"]], [["--version"]]])(
    "%j loads no parser and no package",
    async (args) => {
      expect(await loaded(...args)).not.toMatch(/yargs|log-reader|log-writer/);
    },
  );

  test("get loads the reader, and neither the writer nor other commands and forms", async () => {
    const urls = await loaded("get", PHONE);
    expect(urls).toMatch(/yargs/);
    expect(urls).toMatch(/log-reader/);
    expect(urls).not.toMatch(
      /log-writer|pino|dist\/commands\/(?!get)|dist\/render\/(?:pretty|csv|help)/,
    );
  });
});
