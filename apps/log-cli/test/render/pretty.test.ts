import { expect, test } from "vitest";
import type { LogEntry } from "@org/log-core";
import { createLocalTime } from "../../src/render/local-time.ts";
import { createPaint } from "../../src/render/paint.ts";
import { createPrettyRenderer, type PrettyOptions } from "../../src/render/pretty.ts";
import { expectGolden } from "../golden.ts";

const CONVERSATION: readonly LogEntry[] = [
  said("2026-11-22T22:59:59.000Z", { data: { text: "Good night" } }),
  said("2026-11-22T23:00:00.000Z", {
    data: { text: "It is Monday in Rome\nand still Sunday in UTC" },
  }),
  said("2026-11-23T10:15:30.123Z", { direction: "OUTGOING", data: { text: "Ciao 👋 שלום" } }),
  said("2026-11-23T10:15:31.000Z", {
    direction: "OUTGOING",
    type: "interactive",
    data: { buttons: ["yes"] },
  }),
  said("2026-11-23T10:15:32.000Z", {
    direction: "SYSTEM",
    type: "status",
    data: { status: "read" },
  }),
  said("2026-11-23T10:15:33.000Z", {
    direction: "SYSTEM",
    type: "error",
    level: "error",
    msg: "Re-engagement message",
    data: { code: 131047 },
  }),
  said("2026-11-23T10:15:34.000Z", {
    phone: "120363025246125486@g.us",
    from: "393331234567",
    data: { text: "from a group" },
  }),
  said("2026-11-23T10:15:35.000Z", {
    data: { text: "\u001b[2J\u001b]0;title\u0007 \u202egpj.exe \u009b31m \u2028 forged" },
    type: "te\u001b[31mxt",
  }),
  { level: "warn", time: "2026-11-23T10:15:36.000Z", bot: "sales", msg: "queue is long" },
  { level: "info", time: "2026-11-23T10:15:37.000Z", msg: "started" },
];

function said(time: string, fields: Partial<LogEntry>): LogEntry {
  const entry = {
    level: "info",
    time,
    phone: "1234567890",
    direction: "INCOMING",
    type: "text",
    ...fields,
  } as const;
  return { ...entry, msg: fields.msg ?? `${entry.direction} ${entry.type}` };
}

function render(entries: readonly LogEntry[], options: Partial<PrettyOptions> = {}): string {
  const renderer = createPrettyRenderer({
    localTime: createLocalTime("Europe/Rome"),
    paint: createPaint(false),
    columns: 80,
    named: false,
    ...options,
  });
  return entries.map((entry) => renderer.entry(entry)).join("") + renderer.end();
}

test("a conversation of one phone", async () => {
  await expectGolden("pretty-one-phone.txt", render(CONVERSATION));
});

test("several phones and logs, each line with its name", async () => {
  await expectGolden("pretty-named.txt", render(CONVERSATION, { named: true }));
});

test("colours", async () => {
  await expectGolden(
    "pretty-colours.txt",
    render(CONVERSATION, { paint: createPaint(true), named: true }),
  );
});

test("a day begins when it does in the zone that is shown", () => {
  const text = render(CONVERSATION.slice(0, 2), { localTime: createLocalTime("America/New_York") });
  expect(text).toBe(
    `── Sunday 2026-11-22 · America/New_York ${"─".repeat(40)}\n` +
      "17:59:59 ← text        Good night\n" +
      "18:00:00 ← text        It is Monday in Rome ⏎ and still Sunday in UTC\n",
  );
});

test("a narrow terminal gets a short line between days", () => {
  const [rule] = render(CONVERSATION, { columns: 40 }).split("\n");
  expect(rule).toHaveLength(40);
});

test("one entry is one line, whatever it holds", () => {
  const hostile = "a\nb\r\nc\rd\u2028e\u2029f\u0085g\u000bh\u000ci";
  const text = render([said("2026-11-23T10:15:30.123Z", { data: { text: hostile } })]);
  const breaks = new Set("\n\r\u2028\u2029\u0085\u000b\u000c");
  // The line of the day, and the line of the entry.
  expect(Array.from(text).filter((char) => breaks.has(char))).toEqual(["\n", "\n"]);
});

test("fields that hold something else than they should are shown all the same", () => {
  const odd = {
    level: "info",
    time: "2026-11-23T10:15:30.123Z",
    type: 7,
    direction: "toString",
    phone: ["x"],
  };
  expect(render([odd as unknown as LogEntry], { named: true })).toContain('["x"]');
});
