import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { textWidth } from "../src/render/text-width.ts";
import { runCli } from "./fake-io.ts";
import { expectGolden } from "./golden.ts";
import { folderWith, type Said } from "./log-folder.ts";
import { CONVERSATION } from "./render/conversation.ts";

/** The conversation as a folder has it: lines of the other logs in theirs. */
const SAID: readonly Said[] = [
  { time: "2026-11-20T10:00:00.000Z", phone: "39333", data: { text: "a short one" } },
  ...CONVERSATION.map((entry): Said => {
    if (entry.direction !== undefined) return entry;
    return { ...entry, log: entry.type === "request" ? "requests" : "app" };
  }),
];

/** Late on the day of the conversation. */
const NOW_MS = Date.parse("2026-11-23T20:00:00.000Z");

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  list: ["list"],
  quick: ["list", "--quick"],
  get: ["get", "1234567890", "--everywhere"],
  search: ["search", "order"],
  tail: ["tail", "-n", "12"],
  stats: ["stats", "--top", "3"],
  delivery: ["stats", "1234567890", "--top", "1"],
  waiting: ["waiting", "--over", "2h"],
};

async function shown(
  argv: readonly string[],
  columns: number,
  env: Record<string, string>,
): Promise<string> {
  const setup = { cwd: folderWith(SAID), isTTY: true, columns, env, nowMs: NOW_MS };
  const { code, stdout, stderr } = await runCli(argv, setup);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe.each(Object.entries(COMMANDS))("%s", (name, argv) => {
  test.each([40, 80, 140])("at %d columns, with and without colour", async (columns) => {
    const colours = await shown(argv, columns, {});
    const plain = await shown(argv, columns, { NO_COLOR: "1" });
    await expectGolden(`commands/${name}-${columns}-colours.txt`, colours);
    await expectGolden(`commands/${name}-${columns}.txt`, plain);
    // oxlint-disable-next-line no-control-regex
    expect(colours.replaceAll(/\u001b\[[\d;]*m/g, "")).toBe(plain);
    for (const line of plain.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(columns);
  });

  test("without Unicode", async () => {
    const plain = await shown(argv, 80, { NO_COLOR: "1", LANG: "C" });
    // oxlint-disable-next-line no-control-regex
    expect(plain).toMatch(/^[\n\u0020-\u007e]*$/);
  });
});

describe("for scripts", () => {
  const FORMS = ["json", "ndjson", "csv"] as const;
  const asked = Object.entries(COMMANDS).flatMap(([name, argv]) =>
    (argv[0] === "stats" ? (["json"] as const) : FORMS).map((form) => [name, form, argv] as const),
  );

  test.each(asked)("%s -o %s", async (name, form, argv) => {
    const setup = { cwd: folderWith(SAID), nowMs: NOW_MS };
    const { code, stdout, stderr } = await runCli([...argv, "-o", form], setup);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    if (form === "json") JSON.parse(stdout);
    if (form === "ndjson") for (const line of stdout.trim().split("\n")) JSON.parse(line);
    await expectGolden(`commands/${name}.${form}`, stdout);
  });
});

describe("bytes that are no UTF-8", () => {
  const BROKEN = Buffer.concat([
    Buffer.from(
      '{"level":"info","time":"2026-11-23T10:00:00.000Z","phone":"1234567890","direction":"INCOMING","type":"text","data":{"text":"a',
    ),
    // Beginnings without ends, ends without beginnings, a surrogate, CSI in 8 bits, an overlong slash.
    Buffer.from([
      0xc3, 0x28, 0xe2, 0x82, 0x80, 0xed, 0xa0, 0x80, 0x9b, 0x32, 0x4a, 0xff, 0xfe, 0xc0, 0xaf,
    ]),
    Buffer.from('b"},"msg":"INCOMING text"}\n'),
  ]);

  test.each(["pretty", "json", "ndjson", "csv", "txt", "html"])("%s", async (form) => {
    const cwd = folderWith([{ time: "2026-11-23T09:00:00.000Z" }]);
    appendFileSync(join(cwd, "app/logs/whatsapp/2026-11-23/1234567890.log"), BROKEN);
    const argv =
      form === "txt" || form === "html" ? ["export", "1234567890", "-"] : ["get", "1234567890"];
    const setup = { cwd, isTTY: true, columns: 80, nowMs: NOW_MS, env: { NO_COLOR: "1" } };
    const { code, stdout } = await runCli([...argv, "-o", form], setup);
    expect(code).toBe(0);
    expect(stdout).toContain("\ufffd");
    expect(Buffer.from(stdout).toString("utf8")).toBe(stdout);
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
