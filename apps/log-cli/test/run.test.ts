import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { runCli } from "./fake-io.ts";
import { fillFolder, folderWith } from "./log-folder.ts";

const PHONE = "1234567890";
const ONE = [{ time: "2026-11-23T09:00:00.000Z", data: { text: "Hello" } }];

describe("what is said on a terminal breaks between words", () => {
  const WIDTH = 40;
  const onTerminal = { errorIsTTY: true, errorColumns: WIDTH };

  test.each([
    ["an error", ["get", PHONE, "--since", "03/04"]],
    ["nothing found", ["search", "nothing that anybody said"]],
    ["what a query cost", ["get", PHONE, "--explain"]],
  ])("%s", async (_, argv) => {
    const cwd = folderWith(ONE);
    const { stderr: inPipe } = await runCli(argv, { cwd });
    const { stderr } = await runCli(argv, { cwd, ...onTerminal });
    const words = (text: string): string[] => text.replace(/\d+ ms\n$/, "").split(/\s+/);
    expect(words(stderr)).toEqual(words(inPipe));
    const lines = stderr.split("\n");
    expect(lines.length).toBeGreaterThan(inPipe.split("\n").length);
    for (const line of lines) {
      expect(line.length <= WIDTH || !line.includes(" ")).toBe(true);
    }
  });
});

describe("help and version", () => {
  test.each([[["--help"]], [["-h"]], [["help"]], [["--help", "--frobnicate"]]])(
    "%j is the overview",
    async (argv) => {
      const { code, stdout, stderr } = await runCli(argv, { cwd: tempDir() });
      expect(stdout).toMatch(/^log-cli: the logs of WhatsApp bots/);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    },
  );

  test.each([[["get", "--help"]], [["help", "get"]], [["--debug", "get", "123", "-h"]]])(
    "%j is that of get",
    async (argv) => {
      const { code, stdout } = await runCli(argv, { cwd: tempDir() });
      expect(stdout).toMatch(/^Usage: log-cli get PHONE/);
      expect(code).toBe(0);
    },
  );

  test("help for what is no command suggests one", async () => {
    const { code, stderr } = await runCli(["help", "gte"], { cwd: tempDir() });
    expect(stderr).toBe(
      'log-cli: there is no command "gte", did you mean get? (LOG_USAGE_INVALID)\n',
    );
    expect(code).toBe(2);
  });

  test("after --, it is a text like any other", async () => {
    const { code, stdout } = await runCli(["search", "--", "--help"], { cwd: folderWith(ONE) });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("without any word, help goes to stderr: nothing was done", async () => {
    const { code, stdout, stderr } = await runCli([], { cwd: tempDir() });
    expect(stderr).toContain("Usage: log-cli COMMAND");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("the version is the package's", async () => {
    const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
    const { stdout } = await runCli(["--version"], { cwd: tempDir() });
    expect(stdout).toBe(`${(JSON.parse(manifest) as { version: string }).version}\n`);
  });
});

describe("errors are one sentence with a code, and exit 2", () => {
  test.each([["list"], ["get", PHONE], ["search", "x"], ["export", PHONE, "x.json"], ["cleanup"]])(
    "%s: a default folder that is missing",
    async (...argv) => {
      const cwd = tempDir();
      fillFolder(join(cwd, "bots/shop/app/logs"), ONE);
      const { code, stdout, stderr } = await runCli(argv, { cwd });
      expect(stderr).toBe(
        `log-cli: there is no log folder at ${cwd}/app/logs; the nearest one is bots/shop/app/logs: ` +
          `add --dir bots/shop/app/logs or set LOG_DIR (LOG_FOLDER_MISSING)\n`,
      );
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    },
  );

  test.each(["../../etc/passwd", "con", "5".repeat(300), "12\u000034567", ""])(
    "the phone %j",
    async (phone) => {
      const { code, stdout, stderr } = await runCli(["get", phone], { cwd: folderWith(ONE) });
      expect(stderr).toMatch(
        /^log-cli: ".*"(?: \(300 characters\))? is neither a phone number nor a WhatsApp id; type it like .* \(LOG_PHONE_INVALID\)\n$/,
      );
      expect(stderr.length).toBeLessThan(300);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    },
  );

  test.each([
    ["broken", "{", "LOG_LAYOUT_INVALID"],
    ["newer", '{"version":2,"timeZone":"UTC","retentionDays":30}', "LOG_LAYOUT_NEWER"],
  ])("a layout.json that is %s", async (_, text, code) => {
    const cwd = folderWith(ONE);
    writeFileSync(join(cwd, "app/logs/layout.json"), text);
    const result = await runCli(["get", PHONE], { cwd });
    expect(result.stderr).toMatch(new RegExp(`^log-cli: [^\n]*layout.json[^\n]* \\(${code}\\)\n$`));
    expect(result.code).toBe(2);
  });

  test("a file where the folder should be", async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, "logs"), "");
    const { code, stderr } = await runCli(["list", "--dir", "logs"], { cwd });
    expect(stderr).toMatch(/^log-cli: [^\n]* \(LOG_FOLDER_[A-Z]+\)\n$/);
    expect(code).toBe(2);
  });

  test("a path cannot act on the terminal", async () => {
    const { stderr } = await runCli(["list", "--dir", "\u001b[2Jx\u202e"], { cwd: tempDir() });
    expect(stderr).toContain(String.raw`\x1b[2Jx\u202e`);
    expect(stderr).not.toContain("\u001b");
  });

  test("--debug adds the stack", async () => {
    const plain = await runCli(["get", "con"], { cwd: tempDir() });
    const debug = await runCli(["get", "con", "--debug"], { cwd: tempDir() });
    expect(plain.stderr).not.toContain("    at ");
    expect(debug.stderr).toContain("    at ");
    expect(debug.stderr.startsWith(plain.stderr)).toBe(true);
  });
});

test("damaged lines are told, and the rest is shown", async () => {
  const cwd = folderWith(ONE);
  const file = join(cwd, "app/logs/whatsapp/2026-11-23/1234567890.log");
  writeFileSync(file, `{"level":"info","time":"torn\n\n${readFileSync(file, "utf8")}`);
  const { code, stdout, stderr } = await runCli(["get", PHONE], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ data: { text: "Hello" } });
  expect(stderr).toBe(
    "log-cli: skipped 1 damaged line; the first is line 1 of whatsapp/2026-11-23/1234567890.log (LOG_LINE_MALFORMED)\n",
  );
  expect(code).toBe(0);
});
