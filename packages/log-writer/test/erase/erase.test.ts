import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatEntry, parseLine } from "@org/log-core";
import { createLogWriter, erase } from "@org/log-writer";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";

const PHONE = "1234567890";
const GROUP = "120363025246125486@g.us";
const SETTINGS = '{"version":1,"timeZone":"UTC","retentionDays":30}\n';

function line(fields: Record<string, unknown>): string {
  const entry = { level: "info" as const, time: "2026-11-23T10:00:00.000Z", ...fields };
  return `${formatEntry(entry)}\n`;
}

function linesOf(path: string): string[] {
  return readFileSync(path, "utf8").split("\n");
}

test("a person's days and link go, and nobody else's", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  for (const phone of [PHONE, "91234567890", "123456789"]) {
    logs.logWhatsAppMessage({ phone, direction: "INCOMING", type: "text" });
  }
  await logs.flush();
  const receipt = await erase({ dir, phone: `+${PHONE}` });
  expect(receipt).toMatchObject({ dryRun: false, everywhere: false, files: 1, lines: 0 });
  expect(receipt.days).toHaveLength(1);
  expect(
    statSync(join(dir, "whatsapp", `${PHONE}.log`), { throwIfNoEntry: false }),
  ).toBeUndefined();
  expect(linesOf(join(dir, "whatsapp/91234567890.log"))).toHaveLength(2);
  expect(linesOf(join(dir, "whatsapp/123456789.log"))).toHaveLength(2);
});

test("the receipt names nobody, and is the same for the same person and folder", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  logs.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text" });
  await logs.flush();
  const first = await erase({ dir, phone: PHONE });
  const second = await erase({ dir, phone: `${PHONE}@s.whatsapp.net` });
  const other = await erase({ dir, phone: "1234567891" });
  expect(JSON.stringify(first)).not.toContain(PHONE);
  expect(first.tag).toMatch(/^phone-[a-z2-9]{12}$/);
  expect(second.tag).toBe(first.tag);
  expect(other.tag).not.toBe(first.tag);
  expect(statSync(join(dir, "mask-key")).mode & 0o777).toBe(0o600);
  const elsewhere = tempDir();
  await createLogWriter({ dir: elsewhere, timeZone: "UTC" }).close();
  expect((await erase({ dir: elsewhere, phone: PHONE })).tag).not.toBe(first.tag);
});

test("what a writer logs for the phone afterwards is a new, whole file with its link", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  logs.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text", id: "before" });
  await logs.flush();
  await erase({ dir, phone: PHONE });
  logs.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text", id: "after" });
  await logs.flush();
  const [only = "", end] = linesOf(join(dir, "whatsapp", `${PHONE}.log`));
  expect(parseLine(only)).toMatchObject({ kind: "entry", entry: { id: "after" } });
  expect(end).toBe("");
});

test("everywhere: their lines in groups, app.log and requests.log become spaces, and nothing moves", async () => {
  const dir = tempDir();
  const day = "2026-11-23";
  for (const root of ["whatsapp", "app"]) mkdirSync(join(dir, root, day), { recursive: true });
  writeFileSync(join(dir, "layout.json"), SETTINGS);
  const group = join(dir, "whatsapp", day, `${GROUP}.log`);
  const other = join(dir, "whatsapp", day, "393331234567.log");
  const app = join(dir, "app", day, "app.log");
  const requests = join(dir, "app", day, "requests.log");
  const kept = line({ phone: GROUP, from: "393331234567", msg: "hello" });
  writeFileSync(group, kept + line({ phone: GROUP, from: PHONE, msg: "bye" }) + kept);
  writeFileSync(other, line({ phone: "393331234567", msg: `call ${PHONE}` }));
  const appKept = line({ msg: `id 9${PHONE} and wamid.A${PHONE}` });
  writeFileSync(
    app,
    line({ msg: `failed to send to +${PHONE}` }) +
      appKept +
      line({ msg: "escaped" }).replace("escaped", "\\u0031234567890") +
      `torn "${PHONE}" fragment\n` +
      line({ phone: PHONE, msg: "last line, no line feed" }).trimEnd(),
  );
  writeFileSync(requests, line({ data: { url: `https://example.com/${PHONE}/x` } }));
  const sizes = [group, other, app, requests].map((path) => statSync(path).size);

  const dry = await erase({ dir, phone: PHONE, everywhere: true, dryRun: true });
  expect(dry).toMatchObject({ dryRun: true, tag: undefined, files: 0, lines: 6 });
  expect(readFileSync(app, "utf8")).toContain(PHONE);
  expect(statSync(join(dir, "mask-key"), { throwIfNoEntry: false })).toBeUndefined();

  const receipt = await erase({ dir, phone: PHONE, everywhere: true });
  expect(receipt).toMatchObject({ files: 0, lines: 6, days: [day] });
  expect([group, other, app, requests].map((path) => statSync(path).size)).toEqual(sizes);
  const groupLines = linesOf(group);
  expect([groupLines[0], groupLines[2]]).toEqual([kept.trim(), kept.trim()]);
  expect(groupLines[1]).toMatch(/^ +$/);
  const appLines = linesOf(app);
  expect(appLines[1]).toBe(appKept.trim());
  expect(appLines.filter((text) => /^ +$/.test(text))).toHaveLength(4);
  expect(linesOf(requests)[0]).toMatch(/^ +$/);
  // Another customer's own chat is theirs.
  expect(readFileSync(other, "utf8")).toContain(PHONE);
});

test.each([
  [{ phone: "../../etc/passwd" }, "LOG_PHONE_INVALID"],
  [{ phone: PHONE, everwhere: true }, "LOG_OPTIONS_INVALID"],
  [{ phone: PHONE, dir: "/nonexistent/logs" }, "LOG_FOLDER_MISSING"],
])("%o is refused with %s", async (options, code) => {
  const dir = tempDir();
  await expect(erase({ dir, ...options })).rejects.toMatchObject({ code });
});

test("a folder that is not a log folder is left alone", async () => {
  const dir = tempDir();
  mkdirSync(join(dir, "whatsapp/2026-11-23"), { recursive: true });
  const file = join(dir, "whatsapp/2026-11-23", `${PHONE}.log`);
  writeFileSync(file, "mine");
  await expect(erase({ dir, phone: PHONE })).rejects.toMatchObject({ code: "LOG_FOLDER_FOREIGN" });
  expect(readFileSync(file, "utf8")).toBe("mine");
});
