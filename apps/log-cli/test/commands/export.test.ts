import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../fake-io.ts";
import { folderWith, type Said } from "../log-folder.ts";

const TALK: readonly Said[] = [
  { time: "2026-10-30T10:00:00.000Z", data: { text: "weeks ago" } },
  { time: "2026-11-20T10:00:00.000Z", data: { text: "Hello\u202e" } },
  { time: "2026-11-23T09:00:00.000Z", direction: "OUTGOING", data: { text: "Hi" } },
];

function texts(entries: readonly unknown[]): string[] {
  return entries.map((entry) => (entry as { data: { text: string } }).data.text);
}

test("json is one array of the last 30 days, and only its owner may read it", async () => {
  const cwd = folderWith(TALK);
  const { code, stdout, stderr } = await runCli(["export", "1234567890", "chat.json"], { cwd });
  const path = join(cwd, "chat.json");
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: "",
    stderr: `log-cli: wrote 3 entries, ${statSync(path).size} B, to ${path}.\n`,
  });
  expect(texts(JSON.parse(readFileSync(path, "utf8")))).toEqual(["weeks ago", "Hello\u202e", "Hi"]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(cwd).toSorted()).toEqual(["app", "chat.json"]);
});

test("ndjson is an entry per line; the phone may come in pieces", async () => {
  const cwd = folderWith(TALK);
  const argv = ["export", "+1", "234", "-567", "-890", "chat.ndjson", "--days", "7"];
  expect((await runCli(argv, { cwd })).code).toBe(0);
  const lines = readFileSync(join(cwd, "chat.ndjson"), "utf8").trimEnd().split("\n");
  expect(texts(lines.map((line) => JSON.parse(line) as unknown))).toEqual(["Hello\u202e", "Hi"]);
});

test("a page shows what became of a message behind it, and its receipts where that is masked", async () => {
  const sent = { direction: "OUTGOING", id: "a" } as const;
  const receipt = { direction: "SYSTEM", type: "status", id: "a" } as const;
  const lost = { direction: "OUTGOING", id: "b" } as const;
  const errors = [{ code: 131_026, title: "<b>Undeliverable" }];
  const cwd = folderWith([
    { time: "2026-11-23T09:00:00.000Z", ...sent, data: { text: "Hi" } },
    { time: "2026-11-23T09:00:05.000Z", ...receipt, data: { status: "read" } },
    { time: "2026-11-23T09:01:00.000Z", ...lost, data: { text: "Are you there?" } },
    { time: "2026-11-23T09:01:05.000Z", ...receipt, id: "b", data: { status: "failed", errors } },
  ]);
  const { stdout } = await runCli(["export", "1234567890", "-", "-o", "html"], { cwd });
  expect(stdout.match(/<article/g)).toHaveLength(2);
  expect(stdout).toContain('<article class="out"><p class="text" dir="auto">Hi</p>');
  expect(stdout).toMatch(/10:00:00<\/time> ✓✓ read 10:00:05<\/p>/);
  expect(stdout).toContain(
    '<article class="out bad"><p class="text" dir="auto">Are you there?</p>',
  );
  expect(stdout).toContain("</time> ✗ &lt;b&gt;Undeliverable (131026) 10:01:05</p>");
  const masked = await runCli(["export", "1234567890", "-", "-o", "html", "--mask"], { cwd });
  expect(masked.stdout.match(/<article/g)).toHaveLength(4);
});

describe("an existing file", () => {
  test("is refused and left as it is", async () => {
    const cwd = folderWith(TALK);
    writeFileSync(join(cwd, "chat.json"), "precious");
    const { code, stderr } = await runCli(["export", "1234567890", "chat.json"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      `log-cli: ${join(cwd, "chat.json")} exists and is left as it is; name another file, or add --force to replace it (LOG_EXPORT_EXISTS)\n`,
    );
    expect(readFileSync(join(cwd, "chat.json"), "utf8")).toBe("precious");
  });

  test("is replaced with --force", async () => {
    const cwd = folderWith(TALK);
    writeFileSync(join(cwd, "chat.json"), "old");
    expect((await runCli(["export", "1234567890", "chat.json", "--force"], { cwd })).code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, "chat.json"), "utf8"))).toHaveLength(3);
  });

  test("stays with --force too, when there is nothing to export", async () => {
    const cwd = folderWith(TALK);
    writeFileSync(join(cwd, "chat.json"), "old");
    const argv = ["export", "5551112222", "chat.json", "--force"];
    expect((await runCli(argv, { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, "chat.json"), "utf8")).toBe("old");
  });
});

test("nothing to export makes no file", async () => {
  const cwd = folderWith(TALK);
  const { code, stderr } = await runCli(["export", "1234567891", "chat.json"], { cwd });
  expect(code).toBe(1);
  expect(stderr).toBe(
    `log-cli: there is no log of 1234567891 in ${cwd}/app/logs from 2026-10-24 to 2026-11-23 (Europe/Rome), nor on other days; near it: 1234567890. No file was written.\n`,
  );
  expect(readdirSync(cwd)).toEqual(["app"]);
});

test("an interruption leaves nothing behind", async () => {
  const cwd = folderWith(TALK);
  const begun: string[][] = [];
  await runCli(["export", "1234567890", "chat.json"], {
    cwd,
    // Asked before the file is begun, and called when it is.
    onInterrupt: (cleanUp) =>
      queueMicrotask(() => {
        begun.push(readdirSync(cwd));
        cleanUp();
        begun.push(readdirSync(cwd));
      }),
  });
  expect(begun[0]?.some((name) => name.endsWith(".tmp"))).toBe(true);
  expect(begun[1]?.filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test.each([
  [[], "export needs a phone and a file: log-cli export 1234567890 chat.json"],
  [["chat.json"], "export needs a phone and a file: log-cli export 1234567890 chat.json"],
  [
    ["1234567890", "chat.pdf"],
    'FILE must end in .json, .ndjson, .csv, .txt or .html, with .gz behind it to compress, or be - for stdout, but it is "chat.pdf"',
  ],
  [
    ["1234567890", "chat.json", "-o", "pretty"],
    '--output must be json, ndjson, csv, txt or html, but it is "pretty"',
  ],
  [
    ["1234567890", "chat.json", "--mask=anna"],
    '--mask hides everybody, and --mask=others all but the phones of the export; it is not "anna"',
  ],
])("%j is refused", async (argv, sentence) => {
  const cwd = folderWith(TALK);
  const { code, stderr } = await runCli(["export", ...argv], { cwd });
  expect(stderr).toBe(`log-cli: ${sentence} (LOG_USAGE_INVALID)\n`);
  expect(code).toBe(2);
  expect(readdirSync(cwd)).toEqual(["app"]);
});

describe("forms", () => {
  test.each(["json", "ndjson", "csv", "txt", "html"])("%s, compressed too", async (form) => {
    const cwd = folderWith(TALK);
    await runCli(["export", "1234567890", `chat.${form}`], { cwd });
    await runCli(["export", "1234567890", `chat.${form}.gz`], { cwd });
    const plain = readFileSync(join(cwd, `chat.${form}`), "utf8");
    const unpacked = gunzipSync(readFileSync(join(cwd, `chat.${form}.gz`))).toString();
    expect(plain).toContain("weeks ago");
    expect(unpacked).toBe(plain);
    expect(statSync(join(cwd, `chat.${form}.gz`)).mode & 0o777).toBe(0o600);
  });

  test("- is stdout, without a word on stderr", async () => {
    const cwd = folderWith(TALK);
    const result = await runCli(["export", "1234567890", "-"], { cwd });
    expect(result.stdout.split("\n")).toHaveLength(4);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(cwd)).toEqual(["app"]);
  });

  test("csv is guarded in a file, and raw on stdout, unless it is said otherwise", async () => {
    const cwd = folderWith([{ time: "2026-11-23T09:00:00.000Z", data: { text: "=1+1" } }]);
    const cells = async (...argv: string[]): Promise<string | undefined> => {
      const { stdout } = await runCli(["export", "1234567890", ...argv], { cwd });
      const text = stdout === "" ? readFileSync(join(cwd, "chat.csv"), "utf8") : stdout;
      return text.trimEnd().split(",").at(-1);
    };
    expect(await cells("chat.csv")).toBe("'=1+1");
    expect(await cells("chat.csv", "--raw", "--force")).toBe("=1+1");
    expect(await cells("-", "-o", "csv")).toBe("=1+1");
    expect(await cells("-", "-o", "csv", "--safe")).toBe("'=1+1");
  });

  test("a terminal is shown nothing that acts on it, and nothing compressed", async () => {
    const cwd = folderWith(TALK);
    const setup = { cwd, isTTY: true };
    for (const form of ["json", "ndjson", "csv", "txt", "html"]) {
      const { stdout } = await runCli(["export", "1234567890", "-", "-o", form], setup);
      expect(stdout).not.toContain("\u202e");
    }
    const { code, stderr } = await runCli(["export", "1234567890", "-", "-o", "txt.gz"], setup);
    expect(code).toBe(2);
    expect(stderr).toContain("a terminal cannot show what is compressed");
  });
});

describe("--mask", () => {
  const SECRET: readonly Said[] = [
    {
      time: "2026-11-23T08:00:00.000Z",
      data: { text: "Ask Marco at +39 333 123 4567, I am Anna", profile: { name: "Anna Rossi" } },
    },
    {
      time: "2026-11-23T09:00:00.000Z",
      data: {
        contacts: [
          { name: { formatted_name: "Marco Bianchi" }, phones: [{ phone: "+39 333 123 4567" }] },
        ],
      },
      type: "contacts",
    },
  ];

  async function masked(mask: string): Promise<string> {
    const argv = ["export", "1234567890", "-", mask];
    const env = { LOG_MASK_KEY: "secret" };
    return (await runCli(argv, { cwd: folderWith(SECRET), env })).stdout;
  }

  test("hides everybody, everywhere, by tags that are the same in every export", async () => {
    const text = await masked("--mask");
    expect(text).not.toMatch(/Anna|Rossi|Marco|Bianchi|1234567890|333/);
    expect(text).toMatch(/"phone":"phone-[a-z2-9]{12}"/);
    expect(await masked("--mask")).toBe(text);
  });

  test("=others leaves the customer's own data", async () => {
    const text = await masked("--mask=others");
    expect(text).not.toMatch(/Marco|Bianchi|333/);
    expect(text).toContain('"phone":"1234567890"');
    expect(text).toContain("I am Anna");
    expect(text).toContain("Anna Rossi");
  });

  test("without a key, it says that the tags hold for this export only", async () => {
    const argv = ["export", "1234567890", "chat.txt", "--mask"];
    const { stderr } = await runCli(argv, { cwd: folderWith(SECRET) });
    expect(stderr).toContain("its tags are of this export alone");
  });
});
