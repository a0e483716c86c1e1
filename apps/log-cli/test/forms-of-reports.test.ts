import { appendFileSync, chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderCleanupReceipt } from "../src/render/cleanup-receipt.ts";
import { describeErasure, renderEraseReceipt, type Erasure } from "../src/render/erase-receipt.ts";
import { renderFindings } from "../src/render/findings.ts";
import { createPaint } from "../src/render/paint.ts";
import { fitLines } from "../src/render/wrap-words.ts";
import { age, DAY, examine, FILE, healthy } from "./doctor/patients.ts";
import { runCli } from "./fake-io.ts";
import { expectGolden } from "./golden.ts";
import { folderWith, type Said } from "./log-folder.ts";

const PHONE = "1234567890";
const LOGS: readonly Said[] = [
  { time: "2026-10-01T10:00:00.000Z", data: { text: "x".repeat(3000) } },
  { time: "2026-10-01T10:00:00.000Z", log: "app", phone: PHONE, msg: "up" },
  { time: "2026-11-23T09:00:00.000Z", data: { text: "hello" } },
  { time: "2026-11-23T09:02:00.000Z", phone: "120363025246125486@g.us", from: PHONE },
];

/** What a command says, without what differs from one machine, folder or moment to the next. */
async function said(argv: readonly string[]): Promise<string> {
  const cwd = folderWith(LOGS);
  const { stdout, stderr } = await runCli(argv, { cwd, isTTY: true, columns: 1000 });
  expect(stderr).toBe("");
  return stdout
    .replaceAll(cwd, "/srv/bot")
    .replaceAll(/"tag":"[^"]+"/g, '"tag":"TAG"')
    .replaceAll(/tag is \S+\./g, "tag is TAG.")
    .replaceAll(/\b20\d\d-\d\d-\d\dT[\d:.]+Z/g, "2026-11-23T10:00:00.000Z")
    .replaceAll(/"durationMs":\d+/g, '"durationMs":1');
}

describe("receipts", () => {
  test.each([
    ["cleanup", ["cleanup", "--days", "14"]],
    ["cleanup-dry-run", ["cleanup", "--dry-run"]],
    ["erase", ["erase", PHONE, "--yes"]],
    ["erase-everywhere", ["erase", PHONE, "--yes", "--everywhere"]],
    ["erase-dry-run", ["erase", PHONE, "--dry-run", "--everywhere"]],
  ])("%s", async (name, argv) => {
    await expectGolden(`reports/${name}.txt`, await said(argv));
    const json = await said([...argv, "-o", "json"]);
    expect(Object.keys(JSON.parse(json) as object).length).toBeGreaterThan(5);
    await expectGolden(`reports/${name}.json`, json);
  });
});

const CLEANUP: Parameters<typeof renderCleanupReceipt>[0] = {
  dir: "/srv/customers/bot/app/logs",
  timeZone: "Europe/Rome",
  today: "2026-11-23" as never,
  retentionDays: 14,
  folderRetentionDays: 30,
  dryRun: false,
  removed: [
    { root: "whatsapp", day: "2026-10-01" as never, files: 1200, bytes: 34_567_890 },
    { root: "app", day: "2026-10-01" as never, files: 2, bytes: 4096 },
  ],
  failed: [],
  aliases: 0,
  keptDays: 15,
};

const ERASURE: Erasure = {
  tag: "phone-7xk2m9qhd3wa",
  time: "2026-11-23T10:00:00.000Z",
  dryRun: false,
  everywhere: false,
  days: ["2026-11-01", "2026-11-23"] as never,
  files: 2,
  bytes: 12_345,
  lines: 7,
  ids: 1,
  aliases: 0,
};

/** Two things wrong, and the facts of one machine in place of this one's. */
async function findings(): Promise<Awaited<ReturnType<typeof examine>>["all"]> {
  const { cwd, dir } = healthy();
  appendFileSync(join(dir, FILE), "not an entry\n");
  writeFileSync(join(dir, DAY, "notes \u001b[31m.txt"), "");
  symlinkSync("2026-11-20/15550001111.log", join(dir, "whatsapp/15550001111.log"));
  chmodSync(dir, 0o755);
  age(dir);
  const { all } = await examine(cwd);
  const own = (text: string): string =>
    text
      .replaceAll(cwd, "/srv/bot")
      .replace(/writable by \S+/, "writable by bot")
      // What a folder of tests holds has the modes of whoever runs them.
      .replace(/it holds .*/, "it holds whatsapp (0755) and 7 more");
  return all.map(({ summary, ...rest }) => ({
    ...rest,
    summary: own(summary),
    ...(rest.remedy !== undefined && { remedy: own(rest.remedy) }),
  }));
}

/** What depends on what else the machine holds and runs. */
const OF_THE_MACHINE = new Set([
  "file system",
  "inodes",
  "space",
  "writers",
  "descriptors",
  "zone",
]);

describe.each([40, 80, 140])("at %d columns", (columns) => {
  test("what cleanup and erase say", async () => {
    const text = [
      renderCleanupReceipt(CLEANUP, false),
      renderCleanupReceipt({ ...CLEANUP, dryRun: true }, true),
      renderCleanupReceipt({ ...CLEANUP, removed: [] }, false),
      renderCleanupReceipt({ ...CLEANUP, aliases: 12 }, false),
      renderCleanupReceipt({ ...CLEANUP, aliases: 1, dryRun: true }, false),
      `${describeErasure(ERASURE, PHONE, [])}\n`,
      `${describeErasure({ ...ERASURE, ids: 3, aliases: 2 }, PHONE, ["123456789012345@lid", "1234567899"])}\n`,
      renderEraseReceipt({ ...ERASURE, ids: 3, aliases: 2 }, "12******90"),
      renderEraseReceipt({ ...ERASURE, ids: 2, aliases: 1, dryRun: true }, "12******90"),
      renderEraseReceipt(ERASURE, "12******90"),
      renderEraseReceipt({ ...ERASURE, everywhere: true, dryRun: true }, "12******90"),
    ].join("---\n");
    const fitted = fitLines(text, columns);
    for (const line of fitted.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
    await expectGolden(`reports/receipts-${columns}.txt`, fitted);
  });

  test("what doctor says, with and without colour", async () => {
    const found = (await findings()).filter(({ check }) => !OF_THE_MACHINE.has(check));
    const colours = renderFindings(found, { paint: createPaint(true), columns });
    const plain = renderFindings(found, { paint: createPaint(false), columns });
    await expectGolden(`reports/doctor-${columns}-colours.txt`, colours);
    await expectGolden(`reports/doctor-${columns}.txt`, plain);
    // oxlint-disable-next-line no-control-regex
    expect(colours.replaceAll(/\u001b\[[\d;]*m/g, "")).toBe(plain);
    // oxlint-disable-next-line no-control-regex
    expect(plain).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    for (const line of plain.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
  });
});
