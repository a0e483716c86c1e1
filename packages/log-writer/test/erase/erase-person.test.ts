import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createLogWriter, erase, type LogWriter } from "@org/log-writer";
import { startNode, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";

const LID = "123456789012345@lid";
const OLD = "391111111111";
const NEW = "392222222222";
const OTHER = "393331234567";
const OTHER_LID = "555555555555555@lid";
const GROUP = "120363025246125486@g.us";
const LINKER = new URL("../integration/bots/linker.mjs", import.meta.url);

/** Every byte of every file of a folder. */
function bytesOf(dir: string): string {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), "latin1")}`)
    .join("\n");
}

async function tell(logs: LogWriter): Promise<void> {
  const incoming = { direction: "INCOMING", type: "text" } as const;
  logs.logWhatsAppMessage({ ...incoming, phone: LID, data: { text: "as a LID" } });
  logs.linkPhones([LID, OLD]);
  logs.logWhatsAppMessage({ ...incoming, phone: OLD, data: { text: "as a number" } });
  logs.linkPhones([OLD, NEW], "changed");
  logs.logWhatsAppMessage({ ...incoming, phone: NEW, data: { text: "as a new number" } });
  logs.linkPhones([OTHER, OTHER_LID]);
  logs.logWhatsAppMessage({ ...incoming, phone: OTHER, data: { text: "somebody else" } });
  logs.logWhatsAppMessage({ ...incoming, phone: GROUP, from: LID, data: { text: "hello" } });
  logs.logWhatsAppMessage({ ...incoming, phone: GROUP, from: OTHER, data: { text: "stays" } });
  logs.appLogger.info({ jid: "123456789012345:7@lid" }, "a device of theirs");
  logs.appLogger.info({ phone: OLD }, "by the old number");
  logs.logRequest({ method: "POST", url: `https://example.com/${NEW}` });
  await logs.flush();
}

describe.each([LID, OLD, NEW])("erasing a person by %s", (asked) => {
  test("leaves no byte of any of their ids, and of others everything", async () => {
    const dir = tempDir();
    await using logs = createLogWriter({ dir, timeZone: "UTC" });
    await tell(logs);
    const size = statSync(join(dir, "aliases.ndjson")).size;
    const preview = await erase({ dir, phone: asked, everywhere: true, dryRun: true });
    expect(preview).toMatchObject({ ids: 3, files: 3, lines: 4, aliases: 2, otherTags: [] });
    expect(bytesOf(dir)).toContain(asked);

    const receipt = await erase({ dir, phone: asked, everywhere: true });
    expect(receipt).toMatchObject({ ids: 3, files: 3, lines: 4, aliases: 2 });
    expect(new Set([receipt.tag, ...receipt.otherTags]).size).toBe(3);
    const bytes = bytesOf(dir) + JSON.stringify(receipt);
    for (const id of ["123456789012345", OLD, NEW]) expect(bytes).not.toContain(id);
    for (const id of [OTHER, OTHER_LID, "somebody else", "stays"]) expect(bytes).toContain(id);
    expect(statSync(join(dir, "aliases.ndjson")).size).toBe(size);
    expect(await erase({ dir, phone: asked, everywhere: true })).toMatchObject({
      ids: 1,
      files: 0,
      lines: 0,
      aliases: 0,
    });
  });
});

test("exact: what is kept under the person's other ids stays", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  await tell(logs);
  const receipt = await erase({ dir, phone: NEW, exact: true, everywhere: true });
  expect(receipt).toMatchObject({ ids: 1, files: 1, lines: 1, aliases: 1, otherTags: [] });
  const bytes = bytesOf(dir);
  expect(bytes).not.toContain(NEW);
  // The other two are still one person.
  expect(await erase({ dir, phone: LID, dryRun: true })).toMatchObject({ ids: 2, files: 2 });
});

test("links that writers append meanwhile stay, and erased ones do not come back by themselves", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  await tell(logs);
  const bots = ["1", "2"].map((name) => startNode(LINKER, { args: [dir, name, "3000"] }));
  await Promise.all(
    bots.map((bot) => new Promise((resolve) => bot.child.stdout.once("data", resolve))),
  );
  const receipt = await erase({ dir, phone: OLD, everywhere: true });
  expect(receipt.aliases).toBe(2);
  for (const bot of bots) expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
  const text = readFileSync(join(dir, "aliases.ndjson"), "utf8");
  for (const name of ["1", "2"]) {
    for (let at = 0; at < 3000; at += 1) expect(text).toContain(`"${name}${10_000 + at}@lid"`);
  }
  for (const id of [LID, OLD, NEW]) expect(text).not.toContain(id);
});
