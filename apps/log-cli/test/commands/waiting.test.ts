import { describe, expect, test } from "vitest";
import { textWidth } from "../../src/render/text-width.ts";
import { runCli } from "../fake-io.ts";
import { expectGolden } from "../golden.ts";
import { folderWith, type Said } from "../log-folder.ts";

/** "Now" is 11:00 in Rome. */
const NOW_MS = Date.parse("2026-11-23T10:00:00.000Z");

function status(time: string, phone: string, id: string, data: object): Said {
  return { time, phone, id, direction: "SYSTEM", type: "status", data };
}

const SAID: readonly Said[] = [
  // Answered, and answered in vain.
  { time: "2026-11-23T06:00:00.000Z", phone: "1234567890", data: { text: "Hello" } },
  { time: "2026-11-23T06:00:01.000Z", phone: "1234567890", direction: "OUTGOING", id: "a" },
  status("2026-11-23T06:00:02.000Z", "1234567890", "a", { status: "read" }),
  { time: "2026-11-23T07:00:00.000Z", phone: "393331234567", data: { text: "Where is my order?" } },
  { time: "2026-11-23T07:00:01.000Z", phone: "393331234567", direction: "OUTGOING", id: "b" },
  status("2026-11-23T07:00:04.000Z", "393331234567", "b", {
    status: "failed",
    errors: [
      {
        code: 131_047,
        title: "Re-engagement message",
        details: "More than 24 hours have passed since the customer last replied to this number.",
      },
    ],
  }),
  // Two messages, one of several lines with what would act on a terminal.
  { time: "2026-11-22T21:12:00.000Z", phone: "IT.5390871044124407112233", data: { text: "Ciao" } },
  {
    time: "2026-11-23T07:59:00.000Z",
    phone: "IT.5390871044124407112233",
    data: {
      text: "Siete aperti?\n\u001b[2JHo bisogno di 健司の本 📦 e di una risposta entro questa sera, per favore, perché domani parto",
    },
  },
  {
    time: "2026-11-23T07:30:00.000Z",
    phone: "818012345678",
    type: "image",
    data: { caption: "=1+1" },
  },
  // Not yet.
  { time: "2026-11-23T09:30:00.000Z", phone: "919876543210", data: { text: "Just now" } },
  // Nobody in particular.
  {
    time: "2026-11-23T06:30:00.000Z",
    phone: "120363025246125486@g.us",
    from: "1234567890",
    data: { text: "Who comes along?" },
  },
];

function ask(argv: readonly string[], more: object = {}): ReturnType<typeof runCli> {
  const setup = { cwd: folderWith(SAID), nowMs: NOW_MS, env: { NO_COLOR: "1" }, ...more };
  return runCli(["waiting", ...argv], setup);
}

describe("for people", () => {
  test.each([40, 80, 140])("at %d columns", async (columns) => {
    const { code, stdout, stderr } = await ask([], { isTTY: true, columns });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expectGolden(`waiting-${columns}.txt`, stdout);
    for (const line of stdout.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  test("without Unicode", async () => {
    const env = { NO_COLOR: "1", LANG: "C" };
    const { stdout } = await ask([], { isTTY: true, columns: 80, env });
    await expectGolden("waiting-ascii.txt", stdout);
    // oxlint-disable-next-line no-control-regex
    expect(stdout).toMatch(/^[\n\u0020-\u007e]*$/);
  });
});

describe("for scripts", () => {
  test("0 if somebody waits, 1 if nobody does, 2 if it could not be told", async () => {
    expect((await ask(["--over", "2h"])).code).toBe(0);
    const nobody = await ask(["--over", "2 days"]);
    expect(nobody).toMatchObject({ code: 1, stdout: "" });
    expect(nobody.stderr).toMatch(/^log-cli: nobody has waited for more than 2 d in /);
    expect((await ask(["--over", "soon"])).stderr).toMatch(/--over must be a length of time/);
    expect((await ask(["--over", "2026-11-23"])).code).toBe(2);
    expect((await runCli(["waiting"], { cwd: "/nowhere/at/all" })).code).toBe(2);
  });

  test("json, ndjson and csv", async () => {
    const people = JSON.parse((await ask(["-o", "json"])).stdout) as { phone: string }[];
    expect(people.map(({ phone }) => phone)).toEqual([
      "IT.5390871044124407112233",
      "393331234567",
      "818012345678",
    ]);
    expect(people[1]).toEqual({
      phone: "393331234567",
      since: "2026-11-23T07:00:00.000Z",
      waitingMs: 3 * 3_600_000,
      messages: 1,
      last: expect.objectContaining({ data: { text: "Where is my order?" } }),
      reason: "answer failed",
      errors: [expect.objectContaining({ code: "131047" })],
    });
    const lines = (await ask([])).stdout.trimEnd().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(people);
    await expectGolden("waiting.csv", (await ask(["-o", "csv", "--safe"])).stdout);
    expect((await ask(["-o", "json", "--over", "9d"])).stdout).toBe("[]\n");
  });

  test("what somebody wrote acts on no terminal", async () => {
    for (const form of ["json", "ndjson", "csv"]) {
      const { stdout } = await ask(["-o", form], { isTTY: true });
      expect(stdout).not.toContain("\u001b");
    }
  });
});

describe("who is asked about", () => {
  const phonesOf = async (...argv: string[]): Promise<string[]> => {
    const { stdout } = await ask(argv);
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => (JSON.parse(line) as { phone: string }).phone);
  };

  test("groups too, a phone alone, a few, since a moment", async () => {
    expect(await phonesOf("--groups")).toContain("120363025246125486@g.us");
    expect(await phonesOf("--phone", "+39 333 123 4567")).toEqual(["393331234567"]);
    expect(await phonesOf("--limit", "1")).toEqual(["IT.5390871044124407112233"]);
    const pretty = { isTTY: true, env: { NO_COLOR: "1" } };
    expect((await ask(["--limit", "1"], pretty)).stdout).toMatch(
      /\n3 people wait, the longest for .*; 1 of them is shown\n$/,
    );
    // Who wrote before it too waits from the first message within it.
    expect(await phonesOf("--since", "2026-11-23 08:10")).toEqual([
      "818012345678",
      "IT.5390871044124407112233",
    ]);
    expect(await phonesOf("--over", "10m")).toContain("919876543210");
  });
});
