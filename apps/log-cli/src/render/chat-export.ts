import type { LogEntry } from "@org/log-core";
import { authorName } from "./content/author.ts";
import { isReceipt, type Content } from "./content/content.ts";
import { entryContent } from "./content/entry-content.ts";
import { messageKind, type MessageKind } from "./content/message-kind.ts";
import type { EntryRenderer } from "./entry-renderer.ts";
import type { LocalTime } from "./local-time.ts";
import { neutralise } from "./neutralise.ts";

/** WhatsApp puts it before what is not typed by a person. */
const NOT_TYPED = "\u200e";

/**
 * Entries in the form of WhatsApp's own chat export: `[23/11/2026, 11:15:30] Anna Rossi: Hello`, further
 * lines of a message as they are. Receipts (sent, delivered, read) have no line, as they have none there.
 */
export function createChatExportRenderer(localTime: LocalTime): EntryRenderer {
  const names = createNameMemory();
  return {
    entry(entry) {
      const content = entryContent(entry);
      if (isReceipt(content)) return "";
      const timeMs = Date.parse(entry.time);
      const [year = "", month = "", day = ""] = localTime.day(timeMs).split("-");
      const stamp = `[${day}/${month}/${year}, ${localTime.time(timeMs)}]`;
      const author = authorOf(entry, names);
      const text = continued(wordsOf(entry, content));
      return author === undefined
        ? `${stamp} ${NOT_TYPED}${text.replace(NOT_TYPED, "")}\n`
        : `${stamp} ${author}: ${text}\n`;
    },
    end: () => "",
  };
}

/** Who wrote it; nobody did what the system says. A colon would end the name. */
function authorOf(entry: LogEntry, names: NameMemory): string | undefined {
  if (entry.direction === "INCOMING") return nameLine(names.nameOf(entry));
  return entry.direction === "OUTGOING" ? nameLine(entry.bot ?? "Bot") : undefined;
}

/** One person keeps one name, though not every message tells it. */
interface NameMemory {
  nameOf(entry: LogEntry): unknown;
}

const MAX_NAMES = 10_000;

function createNameMemory(): NameMemory {
  const known = new Map<unknown, string>();
  return {
    nameOf(entry) {
      const phone = entry.from ?? entry.phone;
      const name = authorName(entry) ?? known.get(phone);
      if (name !== undefined && known.size < MAX_NAMES) known.set(phone, name);
      return name ?? phone ?? "Customer";
    },
  };
}

function nameLine(name: unknown): string {
  const text = typeof name === "string" ? name : JSON.stringify(name);
  return neutralise(text.replaceAll(/[\r\n\t:]+/g, " ").trim()) || "?";
}

function wordsOf(entry: LogEntry, content: Content): string {
  const { text, state, problem, choices = [], notes = [] } = content;
  const kind = messageKind(entry.type);
  const words = [
    state === "failed" ? `${NOT_TYPED}not delivered` : undefined,
    actionWords(kind, content),
    kind === "location" ? placeWords(content) : text,
    kind === "media" ? `${NOT_TYPED}${mediaWord(entry)} omitted` : undefined,
    kind === "edit" ? `${NOT_TYPED}<This message was edited>` : undefined,
    problem,
  ].filter((part) => part !== undefined && part !== "");
  return [
    words.join(kind === "poll" ? "\n" : " "),
    ...choices.map((choice) => `OPTION: ${choice}`),
    ...noteLines(kind, notes),
  ].join("\n");
}

/** What WhatsApp writes where nobody typed. */
function actionWords(
  kind: MessageKind | undefined,
  { action, choices = [] }: Content,
): string | undefined {
  if (kind === "revoke") return `${NOT_TYPED}This message was deleted.`;
  if (kind === "poll" && choices.length > 0) return `${NOT_TYPED}POLL:`;
  return kind === "edit" ? undefined : action;
}

function placeWords({ text, notes = [] }: Content): string {
  const at = [text, ...notes].find((part) => /^-?[\d.]+, -?[\d.]+$/.test(part ?? ""));
  const link = at === undefined ? "" : `https://maps.google.com/?q=${at.replace(" ", "")}`;
  return [`${NOT_TYPED}Location:`, text === at ? undefined : text, link]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}

function mediaWord({ type }: LogEntry): string {
  const word = String(type).replace(/Message$/, "");
  return word === "ptt" || word === "voice" ? "audio" : word;
}

/** What WhatsApp leaves out of a chat stays out, but for what says more than the words. */
function noteLines(kind: MessageKind | undefined, notes: readonly string[]): readonly string[] {
  return kind === "order" || kind === "call" || kind === undefined
    ? notes.map((note) => `(${note})`)
    : [];
}

/** The beginning of a message's line, as any version of WhatsApp writes it. */
const LOOKS_LIKE_START = /^[\s\p{Cf}]*\[?\s*\p{Nd}{1,4}\s*[./\-\u2010-\u2015]\s*\p{Nd}/u;

/** The lines of a message. One that looks like the beginning of another is marked, so that none is forged. */
function continued(text: string): string {
  const lines = text.trim().replaceAll(/\r\n?/g, "\n").replaceAll("\t", " ").split("\n");
  return lines
    .map((line) => neutralise(line))
    .map((line, at) => (at > 0 && LOOKS_LIKE_START.test(line) ? `| ${line.trimStart()}` : line))
    .join("\n");
}
