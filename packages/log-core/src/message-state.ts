import type { LogEntry } from "./entry.ts";
import { parseTime } from "./timestamp.ts";

/**
 * What can have become of a message that was sent, in the order in which one overrules another. Platforms
 * report them in any order, twice, and with steps left out; the highest one told is what counts. `failed`
 * overrules `sent`, since sending comes before failing, and is overruled by `delivered`: what has arrived
 * has not failed, whatever was said before.
 */
export const MESSAGE_STATES = ["pending", "sent", "failed", "delivered", "read", "played"] as const;

/** One of {@link MESSAGE_STATES}. */
export type MessageState = (typeof MESSAGE_STATES)[number];

/** Why a message failed, as the platform says it. */
export interface DeliveryError {
  /** The platform's code, as text. */
  readonly code?: string;
  readonly title?: string;
  readonly details?: string;
}

/** One step of a message on its way, as one line tells it. */
export interface MessageStep {
  readonly state: MessageState;
  /** When it was reached: the platform's time where the line has it, else when it was logged; ms since 1970. */
  readonly timeMs: number;
  readonly errors: readonly DeliveryError[];
}

/** Types of what stands in a conversation and is no message: nobody says something new by it. */
const NO_MESSAGES: ReadonlySet<unknown> = new Set([
  "status",
  "reaction",
  "poll_vote",
  "edit",
  "revoke",
  "call",
  "group",
  "system",
  "error",
]);

/** Whether a value is the name of a state. */
export function isMessageState(value: unknown): value is MessageState {
  return (MESSAGE_STATES as readonly unknown[]).includes(value);
}

/** Whether an entry only tells how a message fared: its `id` is that of the message. */
export function isStatusEntry({ type }: LogEntry): boolean {
  return type === "status";
}

/**
 * Whether an entry is a message that somebody wrote, to the bot or by it: `INCOMING` or `OUTGOING`, and no
 * reaction, vote, edit, revocation, call, notice or status.
 */
export function isMessageEntry({ direction, type }: LogEntry): boolean {
  return (direction === "INCOMING" || direction === "OUTGOING") && !NO_MESSAGES.has(type);
}

/**
 * What an entry says of a message's way, in `data.status`: a status, or a message of the bot that was
 * refused when it was sent. `undefined` for any other entry, and for states that are not in
 * {@link MESSAGE_STATES}.
 */
export function messageStep(entry: LogEntry): MessageStep | undefined {
  const isOwn = entry.direction === "OUTGOING" && isMessageEntry(entry);
  if (!isOwn && !isStatusEntry(entry)) return undefined;
  const { status, errors } = fieldsOf(entry.data);
  if (!isMessageState(status)) return undefined;
  return { state: status, timeMs: messageTimeMs(entry), errors: readErrors(errors) };
}

/** When something happened: the platform's time where the entry has it, else when it was logged. */
export function messageTimeMs({ sentAt, time }: LogEntry): number {
  const sentAtMs = typeof sentAt === "string" ? parseTime(sentAt) : undefined;
  return sentAtMs ?? parseTime(time) ?? Number.NaN;
}

function readErrors(errors: unknown): DeliveryError[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((error): DeliveryError => {
    const { code, title, details } = fieldsOf(error);
    return {
      ...textField("code", code),
      ...textField("title", title),
      ...textField("details", details),
    };
  });
}

function textField(name: keyof DeliveryError, value: unknown): DeliveryError {
  const isText = (typeof value === "string" && value !== "") || typeof value === "number";
  return isText ? { [name]: String(value) } : {};
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
