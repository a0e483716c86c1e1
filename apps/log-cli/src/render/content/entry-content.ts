import type { LogEntry } from "@org/log-core";
import { readChoice } from "./choices.ts";
import { readContactCards } from "./contact-cards.ts";
import type { Content, ReadContent } from "./content.ts";
import {
  aboutIn,
  problemIn,
  readCall,
  readEdit,
  readNotice,
  readReaction,
  readRevoke,
  readStatus,
} from "./events.ts";
import { asFields, flagIn, objectIn, textIn, type Fields } from "./fields.ts";
import { readMedia } from "./media.ts";
import { messageKind, type MessageKind } from "./message-kind.ts";
import { formatField, readAppLine, readRequest } from "./own-lines.ts";
import { unwrapPayload, type Unwrapped } from "./payload.ts";
import { readPlace } from "./place.ts";
import { readPoll } from "./polls.ts";
import { readOrder, readTemplate } from "./shop.ts";

const READERS: Readonly<Record<MessageKind, ReadContent>> = {
  text: ({ body }) => ({ text: wordsIn(body) }),
  media: readMedia,
  location: readPlace,
  contacts: readContactCards,
  reaction: readReaction,
  status: readStatus,
  choice: readChoice,
  poll: readPoll,
  template: readTemplate,
  order: readOrder,
  edit: readEdit,
  revoke: readRevoke,
  call: readCall,
  notice: readNotice,
};

/** What an entry says, whichever log it is of and whichever library made its `data`. */
export function entryContent(entry: LogEntry): Content {
  // A field may hold anything: a line of somebody else's is no promise of a text.
  const type = typeof entry.type === "string" ? entry.type : undefined;
  if (type === "request") return readRequest(entry);
  if (entry.direction === undefined && entry.phone === undefined) return readAppLine(entry);
  const payload = unwrapPayload(type, entry.data);
  const read = protocolReader(payload) ?? READERS[kindOf(type, payload) ?? "text"];
  return complete(read(payload), payload, entry);
}

function kindOf(type: string | undefined, payload: Unwrapped): MessageKind | undefined {
  return messageKind(type) ?? messageKind(payload.type);
}

/** Baileys tells of edits and deletions in a message of another kind. */
function protocolReader({ type, body }: Unwrapped): ReadContent | undefined {
  if (type !== "protocolMessage") return undefined;
  const kind = body["type"];
  if (kind === 0 || kind === "REVOKE") return readRevoke;
  return kind === 14 || kind === "MESSAGE_EDIT" ? readEdit : undefined;
}

/** Adds what messages of every kind can have, and makes sure that something is said. */
function complete(content: Content, { body, whole }: Unwrapped, entry: LogEntry): Content {
  const full: Content = {
    ...content,
    text: content.text ?? ownMessage(entry, content),
    // A receipt has the id of the message that it is for.
    about: content.about ?? aboutIn(whole) ?? aboutIn(body) ?? receiptId(entry, content),
    problem: content.problem ?? problemIn(whole),
    notes: [...(content.notes ?? []), ...forwardNote(whole, body)],
  };
  if (saysSomething(full)) return full;
  return {
    ...full,
    text: otherData(entry.data),
    notes: Object.entries(whole).map(([name, value]) => formatField(name, value)),
  };
}

function receiptId({ id }: LogEntry, { state }: Content): string | undefined {
  return state === undefined ? undefined : id;
}

function saysSomething({
  text,
  action,
  state,
  problem,
  choices = [],
  notes = [],
}: Content): boolean {
  const said = [text, action, state, problem].some((part) => part !== undefined);
  return said || choices.length > 0 || notes.length > 0;
}

/** The line's own message, where it is neither made up of direction and type nor said already. */
function ownMessage(entry: LogEntry, { state, problem, action }: Content): string | undefined {
  const { msg } = entry;
  if (typeof msg !== "string" || msg === `${entry.direction} ${entry.type}`) return undefined;
  if (state !== undefined || action !== undefined) return undefined;
  return problem?.toLowerCase().includes(msg.toLowerCase()) === true ? undefined : msg;
}

function otherData(data: unknown): string | undefined {
  if (data === undefined || data === null || asFields(data) !== undefined) return undefined;
  return typeof data === "string" ? data : JSON.stringify(data);
}

/** Where the libraries put the words of a message. */
const WORDS = ["text", "body", "caption", "conversation", "content"] as const;

function wordsIn(body: Fields): string | undefined {
  const text = textIn(body, ...WORDS);
  if (text !== undefined) return text;
  const inner = objectIn(body, ...WORDS);
  return inner === undefined ? undefined : textIn(inner, ...WORDS);
}

function forwardNote(whole: Fields, body: Fields): string[] {
  const places = [whole, objectIn(whole, "context") ?? {}, objectIn(body, "contextInfo") ?? {}];
  const forwarded = places.some((of) =>
    flagIn(of, "forwarded", "isForwarded", "frequently_forwarded"),
  );
  return forwarded ? ["forwarded"] : [];
}
