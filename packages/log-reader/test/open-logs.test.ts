import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isLogError } from "@org/log-core";
import { fileTree, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { openLogs } from "../src/index.ts";
import { collect, logsOf, messages } from "./folder.ts";

async function codeOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (isLogError(error)) return error.code;
    throw error;
  }
  return "none";
}

const [ANNA, BEN] = ["1234567890", "9876543210"];

describe("the folder", () => {
  test("says its settings", async () => {
    const { logs } = logsOf([], { timeZone: "Asia/Kolkata" });
    expect(await logs.settings()).toEqual({
      version: 1,
      timeZone: "Asia/Kolkata",
      retentionDays: 30,
    });
  });

  test("without layout.json is read in the system's zone", async () => {
    const logs = openLogs({ dir: fileTree({ "whatsapp/2026-11-23/1234567890.log": "" }) });
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    expect(await logs.settings()).toEqual({ version: 1, timeZone, retentionDays: 30 });
    expect(await collect(logs.get("1234567890"))).toEqual([]);
  });

  test("that is missing is an error at first use, which names it", async () => {
    const dir = join(tempDir(), "nowhere");
    const logs = openLogs({ dir });
    for (const run of [
      () => logs.settings(),
      () => logs.list(),
      () => collect(logs.get(ANNA)),
      () => collect(logs.search("x")),
    ]) {
      expect(await codeOf(run)).toBe("LOG_FOLDER_MISSING");
    }
    await expect(logs.list()).rejects.toThrow(dir);
  });

  test("that is a file is an error", async () => {
    const dir = join(fileTree({ logs: "no folder" }), "logs");
    expect(await codeOf(() => openLogs({ dir }).list())).toBe("LOG_FOLDER_UNREADABLE");
  });

  test.each([
    ["no JSON", "LOG_LAYOUT_INVALID", "{"],
    ["an unknown zone", "LOG_LAYOUT_INVALID", '{"version":1,"timeZone":"Mars","retentionDays":30}'],
    ["a newer version", "LOG_LAYOUT_NEWER", '{"version":2,"timeZone":"UTC","retentionDays":30}'],
  ])("with a layout.json of %s is an error", async (_, code, text) => {
    const logs = openLogs({ dir: fileTree({ "layout.json": text }) });
    expect(await codeOf(() => logs.list())).toBe(code);
    expect(await codeOf(() => collect(logs.search("x")))).toBe(code);
  });

  test("keeps its place when the program changes its working folder", async () => {
    const { dir } = logsOf([{ msg: "hello" }]);
    const before = process.cwd();
    try {
      process.chdir(join(dir, ".."));
      const logs = openLogs({ dir: dir.slice(dir.lastIndexOf("/") + 1) });
      process.chdir(before);
      expect(await messages(logs.search(""))).toEqual(["hello"]);
    } finally {
      process.chdir(before);
    }
  });
});

describe("links", () => {
  test("to the newest day are not read: each line once", async () => {
    const { dir, logs } = logsOf([{ phone: ANNA, msg: "once" }]);
    symlinkSync(`2026-11-23/${ANNA}.log`, join(dir, `whatsapp/${ANNA}.log`));
    expect(await messages(logs.get(ANNA))).toEqual(["once"]);
    expect(await messages(logs.search(""))).toEqual(["once"]);
  });

  test("in place of a file or a day are not followed", async () => {
    const { dir, logs } = logsOf([{ phone: ANNA, msg: "mine" }]);
    const secret = join(dir, "secret");
    writeFileSync(secret, '{"level":"info","time":"2026-11-23T10:00:00.000Z","msg":"secret"}\n');
    symlinkSync(secret, join(dir, `whatsapp/2026-11-23/${BEN}.log`));
    mkdirSync(join(dir, "elsewhere"));
    writeFileSync(
      join(dir, `elsewhere/${BEN}.log`),
      '{"level":"info","time":"2026-11-22T10:00:00.000Z","msg":"x"}\n',
    );
    symlinkSync("../elsewhere", join(dir, "whatsapp/2026-11-22"));
    for (const query of [{}, { days: 3 }]) {
      expect(await messages(logs.search("", query))).toEqual(["mine"]);
      expect(await messages(logs.get(BEN, query))).toEqual([]);
      expect((await logs.list(query)).map(({ phone }) => phone)).toEqual([ANNA]);
    }
  });
});

describe("misuse is refused at the call", () => {
  const { logs } = { logs: openLogs({ dir: "nowhere" }) };

  test.each([
    ["a bad phone", "LOG_PHONE_INVALID", () => logs.get("../../etc/passwd")],
    ["an unknown field", "LOG_QUERY_INVALID", () => logs.get(ANNA, { colour: "x" } as never)],
    ["a second phone", "LOG_QUERY_INVALID", () => logs.get(ANNA, { phone: BEN } as never)],
    ["a second text", "LOG_QUERY_INVALID", () => logs.search("x", { text: "y" } as never)],
    ["no text", "LOG_QUERY_INVALID", () => logs.search(undefined as never)],
    ["a filter of a list", "LOG_QUERY_INVALID", () => logs.list({ text: "x" } as never)],
    ["an unknown option", "LOG_OPTIONS_INVALID", () => openLogs({ folder: "x" } as never)],
    ["a bad option", "LOG_OPTIONS_INVALID", () => openLogs({ clock: {} } as never)],
  ])("%s", async (_, code, run) => {
    expect(run).toThrow(/must be|is not an option|, but it is/);
    expect(await codeOf(async () => run())).toBe(code);
  });
});

describe("closing", () => {
  test("can be done twice, and ends every use", async () => {
    const { logs } = logsOf([{ msg: "hello" }]);
    await logs.close();
    await logs.close();
    for (const run of [
      () => logs.settings(),
      async () => logs.list(),
      async () => logs.get(ANNA),
      async () => logs.search("x"),
    ]) {
      expect(await codeOf(run)).toBe("LOG_READER_CLOSED");
    }
  });

  test("is what the end of an `await using` block does", async () => {
    const { logs } = logsOf([]);
    await logs[Symbol.asyncDispose]();
    expect(await codeOf(() => logs.settings())).toBe("LOG_READER_CLOSED");
  });

  test.each(["asc", "none"] as const)("ends a query under way (%s)", async (order) => {
    const { logs } = logsOf(Array.from({ length: 10 }, (_, n) => ({ msg: `${n}` })));
    const entries = logs.search("", { order });
    await entries.next();
    await logs.close();
    expect(await codeOf(() => collect(entries))).toBe("LOG_READER_CLOSED");
  });
});

describe("a signal", () => {
  test("ends a query with its reason, before, during and between entries", async () => {
    const { logs } = logsOf(Array.from({ length: 10 }, (_, n) => ({ msg: `${n}` })));
    const reason = new Error("enough");
    const aborted = AbortSignal.abort(reason);
    await expect(collect(logs.search("", { signal: aborted }))).rejects.toBe(reason);
    await expect(logs.list({ signal: aborted })).rejects.toBe(reason);

    const controller = new AbortController();
    const seen: unknown[] = [];
    const run = async (): Promise<void> => {
      for await (const entry of logs.search("", { signal: controller.signal })) {
        seen.push(entry);
        controller.abort(reason);
      }
    };
    await expect(run()).rejects.toBe(reason);
    expect(seen).toHaveLength(1);
  });

  test("of a timer is heard while much is read", async () => {
    const line = '{"level":"info","time":"2026-11-23T10:00:00.000Z","msg":"x"}\n';
    const { logs } = logsOf([], { files: { "app/2026-11-23/app.log": line.repeat(400_000) } });
    const signal = AbortSignal.timeout(30);
    let count = 0;
    const run = async (): Promise<void> => {
      for await (const entry of logs.search("", { signal }))
        count += entry.level === "info" ? 1 : 0;
    };
    await expect(run()).rejects.toThrow(/timeout/);
    expect(count).toBeLessThan(400_000);
  });
});
