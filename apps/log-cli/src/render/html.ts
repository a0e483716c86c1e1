import { levelNumber, type LogEntry } from "@org/log-core";
import { deliveryOf } from "@org/log-reader";
import { authorName } from "./content/author.ts";
import { isReceipt, type Content } from "./content/content.ts";
import { entryContent } from "./content/entry-content.ts";
import { messageKind } from "./content/message-kind.ts";
import { deliveryMark } from "./delivery-mark.ts";
import type { EntryRenderer } from "./entry-renderer.ts";
import { glyphsFor } from "./glyphs.ts";
import { HTML_STYLE, HTML_STYLE_SHA256 } from "./html-style.ts";
import type { LocalTime } from "./local-time.ts";
import { neutralise } from "./neutralise.ts";
import { createRecentMessages, type RecentMessages } from "./recent-messages.ts";
import { formatCount } from "./size.ts";

/** What the page says about itself. */
export interface HtmlOptions {
  readonly localTime: LocalTime;
  /** Whose conversation it is. */
  readonly title: string;
}

/** No script, no picture, no font, no form, nothing from anywhere: one style, named by its hash. */
const POLICY = `default-src 'none'; style-src 'sha256-${HTML_STYLE_SHA256}'; base-uri 'none'; form-action 'none'`;

/** Entries as one page that looks like the conversation and loads nothing. */
export function createHtmlRenderer({ localTime, title }: HtmlOptions): EntryRenderer {
  const recent = createRecentMessages();
  let shownDay: string | undefined;
  let count = 0;

  function dayHeading(timeMs: number): string {
    const day = localTime.day(timeMs);
    if (day === shownDay) return "";
    shownDay = day;
    return `<h2>${localTime.weekday(day)} ${day}</h2>\n`;
  }

  return {
    entry(entry) {
      const begin = count === 0 ? pageStart(title, localTime.timeZone) : "";
      count += 1;
      const timeMs = Date.parse(entry.time);
      return begin + dayHeading(timeMs) + article(entry, localTime, recent);
    },
    end: () => (count === 0 ? pageStart(title, localTime.timeZone) : "") + pageEnd(count),
  };
}

function pageStart(title: string, timeZone: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${text(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header>
<h1 dir="auto">${text(title)}</h1>
<p>Times are those of ${text(timeZone)}.</p>
</header>
<main>
`;
}

function pageEnd(count: number): string {
  return `</main>
<footer><p>${formatCount(count, "entry", "entries")}</p></footer>
</body>
</html>
`;
}

function article(entry: LogEntry, localTime: LocalTime, recent: RecentMessages): string {
  const content = entryContent(entry);
  const about = isReceipt(content) ? undefined : recent.find(content.about);
  recent.add(entry, content);
  const { text: words, action, problem, choices = [], notes = [] } = content;
  const mark = deliveryMark(entry, content, { glyphs: glyphsFor(true), localTime });
  const state = content.state === undefined ? "" : `${glyphsFor(true).states[content.state]} `;
  // Behind the time, as WhatsApp has it: a mark has a time of its own, which is not that of the message.
  const arrived = mark === undefined ? "" : ` ${mark.text}`;
  const parts = [
    element("p", "who", authorOf(entry)),
    element("p", "kind", kindOf(entry)),
    about === undefined ? "" : `<blockquote dir="auto">${text(about)}</blockquote>`,
    element("p", "note", action),
    element("p", "text", words),
    choices.length === 0
      ? ""
      : `<ul>${choices.map((choice) => `<li dir="auto">${text(choice)}</li>`).join("")}</ul>`,
    element("p", "problem", problem),
    element("p", "note", notes.length === 0 ? undefined : notes.join(" · ")),
  ];
  const clock = localTime.time(Date.parse(entry.time));
  const time = `<time datetime="${text(entry.time)}">${clock}</time>`;
  const meta = `<p class="meta">${text(state)}${time}${text(arrived)}</p>`;
  return `<article class="${classOf(entry, content)}">${parts.join("")}${meta}</article>\n`;
}

function element(name: string, style: string, content: unknown): string {
  if (content === undefined || content === "") return "";
  return `<${name} class="${style}" dir="auto">${text(content)}</${name}>`;
}

function classOf(entry: LogEntry, content: Content): string {
  const { direction, level } = entry;
  if (isReceipt(content)) return "receipt";
  const state = content.state ?? deliveryOf(entry)?.state;
  const side = direction === "INCOMING" ? "in" : direction === "OUTGOING" ? "out" : "sys";
  const bad = state === "failed" || levelNumber(level) >= levelNumber("error");
  return bad ? `${side} bad` : side;
}

/** Who wrote it, where that is not plain from the side it stands on. */
function authorOf(entry: LogEntry): string | undefined {
  const name = authorName(entry);
  if (entry.from === undefined) return undefined;
  return name === undefined ? entry.from : `${name} (${entry.from})`;
}

/** What it is, unless it is plain text or a receipt, which say so themselves. */
function kindOf(entry: LogEntry): string | undefined {
  const kind = messageKind(entry.type);
  return kind === "text" || kind === "status" ? undefined : (entry.type ?? "");
}

/** A value from outside as text of the page: no markup, nothing invisible or that turns direction. */
function text(value: unknown): string {
  const given = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return neutralise(given.replaceAll(/\r\n?/g, "\n"), "keep lines")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
