import {
  formatTime,
  isLoggableTime,
  tryParsePhoneKey,
  type Direction,
  type LogLevel,
} from "@org/log-core";
import { compact, nameOf } from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import type { AdaptedEntry, AppEntry, MessageEntry } from "./adapted-entry.ts";
import { describeData } from "./describe-data.ts";
import type { MessageData } from "./message-data.ts";

/** What an adapter has found out about one message or event of a conversation. */
export interface EntryFacts {
  /** Ids of the conversation, the best first: the first that is a phone key is taken. */
  readonly phones: readonly unknown[];
  /** Ids of the author in a group, the best first. */
  readonly authors?: readonly unknown[];
  readonly direction: Direction;
  readonly type: string;
  readonly data: MessageData;
  readonly id?: unknown;
  readonly sentAtMs?: number | undefined;
  readonly level?: LogLevel | undefined;
}

/** WhatsApp's own account, whose id is no phone number. */
const WHATSAPP_ITSELF = /^0(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/;
/** The names of ids are short; a hostile one must not fill the log. */
const MAX_ID_CHARS = 500;

/**
 * The entry of a message. Without a usable sender it is a line of app.log that keeps what came:
 * an `error`, or an `info` for what WhatsApp itself sends to every account.
 */
export function makeEntry(facts: EntryFacts, payload: unknown): MessageEntry | AppEntry {
  const { phones, authors = [], direction, type, level } = facts;
  const phone = firstKey(phones);
  const data = withoutMissing(facts.data);
  if (phone === undefined) return senderless(facts, payload);
  const from = firstKey(authors);
  const message = describeData(type, data);
  // Set one by one: spreading what may be missing costs more than all the rest.
  const entry: Unfinished<MessageEntry> = { log: "whatsapp", phone, direction, type, data };
  if (from !== undefined && from !== phone) entry.from = from;
  addIdAndTime(entry, facts);
  if (message !== undefined) entry.message = message;
  if (level !== undefined) entry.level = level;
  return entry;
}

type Unfinished<T> = { -readonly [Name in keyof T]: T[Name] };

/** A line of app.log. */
export function makeAppEntry(level: AppEntry["level"], message: string, data: object): AppEntry {
  return { log: "app", level, message, data: withoutMissing(data) };
}

/** A line of app.log for what could not be read: it keeps what can be kept of it. */
export function unreadable(what: string, payload: unknown): AppEntry {
  return makeAppEntry("error", `${what} could not be read`, { content: scrubSafely(payload) });
}

/** Makes entries of one item; an item that throws while it is read costs no other one. */
export function readItem<Entry extends AdaptedEntry>(
  what: string,
  item: unknown,
  read: () => readonly Entry[],
): readonly (Entry | AppEntry)[] {
  try {
    return read();
  } catch {
    // A getter of somebody's object threw, or a payload is nested beyond the stack.
    return [unreadable(what, item)];
  }
}

function senderless(facts: EntryFacts, payload: unknown): AppEntry {
  const { phones, direction, type, data } = facts;
  const given = phones.map(nameOf).find((phone) => phone !== undefined);
  const details = { direction, type, ...addIdAndTime({}, facts), sender: given, ...data };
  if (given !== undefined && WHATSAPP_ITSELF.test(given)) {
    return makeAppEntry("info", "A message of WhatsApp itself", details);
  }
  const problem = given === undefined ? "without sender" : "with a sender that is no WhatsApp id";
  const noun = type === "status" ? "A status" : "A message";
  return makeAppEntry("error", `${noun} came ${problem}`, {
    ...details,
    content: data.content ?? scrubSafely(payload),
  });
}

function scrubSafely(payload: unknown): unknown {
  try {
    return scrub(payload);
  } catch {
    // Nothing of it can be read; that it came is still said.
    return undefined;
  }
}

function firstKey(ids: readonly unknown[]): string | undefined {
  for (const id of ids) {
    const key = tryParsePhoneKey(id);
    if (key !== undefined) return key;
  }
  return undefined;
}

interface IdAndTime {
  id?: string | undefined;
  sentAt?: string | undefined;
}

function addIdAndTime(to: IdAndTime, { id, sentAtMs }: EntryFacts): IdAndTime {
  const name = nameOf(id);
  if (name !== undefined) to.id = name.slice(0, MAX_ID_CHARS);
  if (sentAtMs !== undefined && isLoggableTime(sentAtMs)) to.sentAt = formatTime(sentAtMs);
  return to;
}

function withoutMissing<T extends object>(data: T): T {
  return compact(data) ?? ({} as T);
}
