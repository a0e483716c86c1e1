import { describe, expect, test } from "vitest";
import { runCli } from "../fake-io.ts";
import { folderWith, type Said } from "../log-folder.ts";

const SENT: Said = {
  time: "2026-11-23T09:00:00.000Z",
  direction: "OUTGOING",
  id: "a",
  data: { text: "Ciao" },
};

function told(status: string, more: object = {}, time = "2026-11-23T09:00:05.000Z"): Said {
  return { time, direction: "SYSTEM", type: "status", id: "a", data: { status, ...more } };
}

async function shown(said: readonly Said[], env: Record<string, string> = {}): Promise<string[]> {
  const setup = {
    cwd: folderWith(said),
    isTTY: true,
    columns: 100,
    env: { NO_COLOR: "1", ...env },
  };
  const { stdout } = await runCli(["get", "1234567890"], setup);
  return stdout.split("\n").slice(1, -1);
}

describe("behind a message stands what became of it", () => {
  test.each([
    ["pending", "…", "[pending]"],
    ["sent", "✓", "[sent]"],
    ["delivered", "✓✓ 10:00:05", "[delivered 10:00:05]"],
    ["read", "✓✓ read 10:00:05", "[read 10:00:05]"],
    ["played", "✓✓ played 10:00:05", "[played 10:00:05]"],
    ["failed", "✗ failed 10:00:05", "! failed 10:00:05"],
  ])("%s", async (status, mark, ascii) => {
    const said = [SENT, told(status)];
    expect(await shown(said)).toEqual([`10:00:00 → text        Ciao ${mark}`]);
    expect(await shown(said, { LANG: "C" })).toEqual([`10:00:00 > text        Ciao ${ascii}`]);
  });

  test("nothing where nothing is told", async () => {
    expect(await shown([SENT])).toEqual(["10:00:00 → text        Ciao"]);
  });

  test("the reason why it failed, safe to look at", async () => {
    const errors = [{ code: 131_026, title: "Undeliverable\u001b[2J" }];
    const [line] = await shown([SENT, told("failed", { errors })]);
    expect(line).toMatch(/^10:00:00 → text {8}Ciao ✗ Undeliverable.*\(131026\) 10:00:05$/);
    expect(line).not.toContain("\u001b");
  });

  test("a code, where that is all that is told", async () => {
    const [line] = await shown([SENT, told("failed", { errors: [{ code: "470" }] })]);
    expect(line).toBe("10:00:00 → text        Ciao ✗ failed (470) 10:00:05");
  });

  test("the day too, where it is another", async () => {
    const said = [SENT, told("read", {}, "2026-11-24T08:00:00.000Z")];
    const setup = { cwd: folderWith(said), isTTY: true, columns: 100, env: { NO_COLOR: "1" } };
    const { stdout } = await runCli(["get", "1234567890"], {
      ...setup,
      nowMs: Date.parse("2026-11-24T10:00:00.000Z"),
    });
    expect(stdout).toContain("Ciao ✓✓ read 2026-11-24 09:00:00\n");
  });

  test("once, where the message says itself why it was refused", async () => {
    const errors = [{ code: 131_056, title: "Too many" }];
    const refused: Said = { ...SENT, data: { text: "Ciao", status: "failed", errors } };
    expect(await shown([refused])).toEqual(["10:00:00 → text        Ciao ✗ Too many (131056)"]);
  });
});

test("a status whose message is not shown stands by itself", async () => {
  const cwd = folderWith([SENT, told("read")]);
  const setup = { cwd, isTTY: true, columns: 100, env: { NO_COLOR: "1" } };
  const { stdout } = await runCli(["get", "1234567890", "--type", "status"], setup);
  expect(stdout).toContain("10:00:05 • status      ✓✓ read\n");
});

test("scripts get the lines as they stand; with --status what became of each too", async () => {
  const cwd = folderWith([SENT, told("failed", { errors: [{ code: 131_026 }] })]);
  const all = await runCli(["get", "1234567890", "-o", "ndjson"], { cwd });
  expect(all.stdout.split("\n")).toHaveLength(3);
  expect(all.stdout).not.toContain("delivery");
  const { code, stdout } = await runCli(["search", "--status", "failed"], { cwd });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    id: "a",
    data: { text: "Ciao" },
    delivery: {
      state: "failed",
      at: { failed: "2026-11-23T09:00:05.000Z" },
      errors: [{ code: "131026" }],
    },
  });
  expect((await runCli(["search", "--status", "read"], { cwd })).code).toBe(1);
  expect((await runCli(["search", "--status", "lost"], { cwd })).stderr).toMatch(
    /--status must be pending, sent, failed, delivered, read or played/,
  );
  for (const argv of [["tail"], ["export", "1234567890", "-"], ["get", "1234567890"]]) {
    const { stdout: found } = await runCli([...argv, "--status", "failed", "-o", "ndjson"], {
      cwd,
    });
    expect(found.trimEnd().split("\n")).toHaveLength(1);
  }
});
