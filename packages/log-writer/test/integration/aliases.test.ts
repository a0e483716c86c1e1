import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { isLogError, parseAlias } from "@org/log-core";
import { createLogWriter } from "@org/log-writer";
import { runNode, startNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { writeBot } from "../bot-file.ts";

const LID = "123456789012345@lid";
const FAMILY = new URL("bots/linker.mjs", import.meta.url);

function pairsIn(path: string): string[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      const parsed = parseAlias(line);
      expect(parsed.kind).not.toBe("malformed");
      return parsed.kind === "alias" ? [parsed.alias.ids.join(" ")] : [];
    });
}

test("links are in the folder when the writer is flushed, private and in no count", async () => {
  const dir = join(tempDir(), "logs");
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  expect(logs.linkPhones([LID, "+1 234 567 890"])).toBe(true);
  logs.linkPhones(["1234567890@s.whatsapp.net", "1234567899@c.us"], "changed");
  await logs.flush();
  const path = join(dir, "aliases.ndjson");
  expect(pairsIn(path)).toEqual([`${LID} 1234567890`, "1234567890 1234567899"]);
  expect(readFileSync(path, "utf8")).toContain('"reason":"changed"');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(logs.metrics()).toMatchObject({ accepted: 0, written: 0, dropped: 0, bufferedBytes: 0 });
});

test("an instance writes its own file, and a size limit of day files is none of it", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({
    dir,
    timeZone: "UTC",
    instance: "web1",
    maxFileBytes: 1024,
  });
  for (let at = 0; at < 20; at += 1) {
    logs.linkPhones([LID, `39${100 + at}`]);
    await logs.flush();
  }
  expect(pairsIn(join(dir, "aliases~web1.ndjson"))).toHaveLength(20);
  expect(existsSync(join(dir, "aliases.ndjson"))).toBe(false);
});

test("a bot that starts every day adds nothing to what it has written", async () => {
  const dir = tempDir();
  const sizes: number[] = [];
  for (let day = 0; day < 3; day += 1) {
    const logs = createLogWriter({ dir, timeZone: "UTC" });
    for (let at = 0; at < 200; at += 1) logs.linkPhones([`${1000 + at}@lid`, `39${1000 + at}`]);
    await logs.close();
    sizes.push(statSync(join(dir, "aliases.ndjson")).size);
  }
  expect(new Set(sizes).size).toBe(1);
});

test("a bot that ends at once has its link in the file, once for all its runs", async () => {
  const dir = tempDir();
  const bot = writeBot(
    dir,
    `const logs = createLogWriter({ dir: "logs", timeZone: "UTC" });
     logs.linkPhones(["${LID}", "1234567890"]);
     process.on("exit", () => logs.linkPhones(["${LID}", "1234567891"]));
     process.exit(0);`,
  );
  for (let run = 0; run < 2; run += 1) await runNode(bot, { cwd: dir });
  expect(pairsIn(join(dir, "logs/aliases.ndjson"))).toEqual([
    `${LID} 1234567890`,
    `${LID} 1234567891`,
  ]);
});

test("processes that write at once, one of them killed, leave whole lines and every link", async () => {
  const dir = tempDir();
  const bots = ["1", "2", "3"].map((name) => startNode(FAMILY, { args: [dir, name, "2000"] }));
  const victim = startNode(FAMILY, { args: [dir, "4", "2000"] });
  await new Promise((resolve) => victim.child.stdout.once("data", resolve));
  victim.child.kill("SIGKILL");
  await victim.ended;
  for (const bot of bots) expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
  const text = readFileSync(join(dir, "aliases.ndjson"), "utf8");
  for (const name of ["1", "2", "3"]) {
    for (let at = 0; at < 2000; at += 1) expect(text).toContain(`"${name}${10_000 + at}@lid"`);
  }
  const malformed = text.split("\n").filter((line) => parseAlias(line).kind === "malformed");
  // At most the line that the killed one was writing.
  expect(malformed.length).toBeLessThanOrEqual(1);
});

test("a file that somebody removes is made again with the next link", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  logs.linkPhones([LID, "1234567890"]);
  await logs.flush();
  rmSync(join(dir, "aliases.ndjson"));
  logs.linkPhones([LID, "1234567891"]);
  await logs.flush();
  expect(pairsIn(join(dir, "aliases.ndjson"))).toEqual([`${LID} 1234567891`]);
});

test("a file that cannot be written is an error like any other, and the link is written later", async () => {
  const dir = tempDir();
  const path = join(dir, "aliases.ndjson");
  const codes: string[] = [];
  const logs = createLogWriter({ dir, timeZone: "UTC", onError: ({ code }) => codes.push(code) });
  // A folder of that name: not even root can write to it.
  const block = createLogWriter({ dir: path, timeZone: "UTC" });
  await block.close();
  logs.linkPhones([LID, "1234567890"]);
  await expect(logs.flush()).rejects.toSatisfy((error) => isLogError(error, "LOG_WRITE_FAILED"));
  expect(codes).toContain("LOG_WRITE_FAILED");
  rmSync(path, { recursive: true });
  await logs.close();
  expect(pairsIn(path)).toEqual([`${LID} 1234567890`]);
});

test("a closed writer says so", async () => {
  const logs = createLogWriter({ dir: tempDir(), timeZone: "UTC" });
  await logs.close();
  expect(() => logs.linkPhones([LID, "1234567890"])).toThrow(
    expect.toSatisfy((error: unknown) => isLogError(error, "LOG_WRITER_CLOSED")) as Error,
  );
});
