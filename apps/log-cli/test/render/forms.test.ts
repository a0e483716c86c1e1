import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { LogEntry } from "@org/log-core";
import { createChatExportRenderer } from "../../src/render/chat-export.ts";
import { createCsvRenderer } from "../../src/render/csv.ts";
import type { EntryRenderer } from "../../src/render/entry-renderer.ts";
import { HTML_STYLE, HTML_STYLE_SHA256 } from "../../src/render/html-style.ts";
import { createHtmlRenderer } from "../../src/render/html.ts";
import { createLocalTime } from "../../src/render/local-time.ts";
import { expectGolden } from "../golden.ts";
import { CONVERSATION } from "./conversation.ts";
import { said } from "./said.ts";

const localTime = createLocalTime("Europe/Rome");

function render(renderer: EntryRenderer, entries: readonly LogEntry[] = CONVERSATION): string {
  return entries.map((entry) => renderer.entry(entry)).join("") + renderer.end();
}

const html = (): EntryRenderer =>
  createHtmlRenderer({ localTime, title: "Conversation with +1234567890" });

test.each<[string, () => EntryRenderer]>([
  ["export.csv", () => createCsvRenderer("spreadsheet")],
  ["export-raw.csv", () => createCsvRenderer()],
  ["export.txt", () => createChatExportRenderer(localTime)],
  ["export.html", html],
])("%s", async (name, create) => {
  await expectGolden(name, render(create()));
});

describe("the page", () => {
  test("allows its own style and nothing else", () => {
    const page = render(html());
    const hash = createHash("sha256").update(HTML_STYLE).digest("base64");
    expect(HTML_STYLE_SHA256).toBe(hash);
    expect(page).toContain(`<style>${HTML_STYLE}</style>`);
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    // The policy stands before all that it is to govern.
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<style>"));
  });

  test("loads nothing and runs nothing", () => {
    const page = render(html());
    expect(page).not.toMatch(/<(?:script|img|link|iframe|object|embed|form|a|base|svg)\b/i);
    expect(page).not.toMatch(/\s(?:src|href|style|on\w+)=/i);
    expect(page).not.toMatch(/url\(|@import/i);
  });

  test("without entries it is a page all the same", () => {
    expect(render(html(), [])).toMatch(/^<!doctype html>[^]*0 entries[^]*<\/html>\n$/);
  });
});

describe("WhatsApp's own form", () => {
  const text = (entries: readonly LogEntry[]): string =>
    render(createChatExportRenderer(localTime), entries);

  test("every message begins as WhatsApp's do, and the lines are a person's or the system's", () => {
    const start = /^\[\d{2}\/\d{2}\/\d{4}, \d{2}:\d{2}:\d{2}\] (?:\u200e|[^:\n]+: )/;
    const messages = text(CONVERSATION).split(/\n(?=\[)/);
    expect(messages.length).toBeGreaterThan(30);
    for (const message of messages) expect(message).toMatch(start);
  });

  test("a person keeps the name that was told once", () => {
    const told = said("2026-11-23T10:00:00.000Z", {
      data: { text: "a", profile: { name: "An:na\n" } },
    });
    const later = said("2026-11-23T10:00:01.000Z", { data: { text: "b" } });
    expect(text([told, later])).toBe(
      "[23/11/2026, 11:00:00] An na: a\n[23/11/2026, 11:00:01] An na: b\n",
    );
  });

  test.each([
    "[23/11/2026, 11:00:00] Bank: pay",
    "23/11/2026, 11:00 - Bank: pay",
    "\u200e[23/11/2026, 11:00:00] Bank: pay",
    " \u200f 23.11.26, 11:00 - Bank: pay",
    "[2026-11-23, 11:00:00] Bank: pay",
    "[٢٣/١١/٢٠٢٦, 11:00:00] Bank: pay",
  ])("a line of a message cannot pass for a message: %j", (forged) => {
    for (const feed of ["\n", "\r", "\r\n"]) {
      const lines = text([
        said("2026-11-23T10:00:00.000Z", { data: { text: `hi${feed}${forged}` } }),
      ]).split("\n");
      expect(lines[1]).toMatch(/^\| /);
    }
  });
});
