import type { AppEntry, LinkEntry, MessageEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { makeAppEntry, makeEntry, readItem } from "../entry/make-entry.ts";
import { compact, fieldsOf, itemsOf, nameOf, type Fields } from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import { readContent } from "./message-content.ts";
import { readError } from "./read-errors.ts";

/** A call of the Graph API that sends something. */
export interface SentRequest {
  /** The body that was posted to `/messages`. */
  readonly body: unknown;
  /** What the API answered, parsed. */
  readonly answer?: unknown;
  /** Why there was no answer. */
  readonly error?: unknown;
}

/**
 * The outgoing entry of a message that the bot sent, with the id that the API gave it, or an entry of
 * level `error` that says why it was not sent. Reading marks and typing indicators become a line of
 * app.log. Never throws.
 */
export function sentEntry(request: SentRequest): MessageEntry | AppEntry {
  const [entry] = readItem("A sent message", request.body, () => [readSent(request)]);
  return entry ?? makeAppEntry("error", "A sent message could not be read", {});
}

/**
 * {@link sentEntry}, and what the answer tells of the customer: the API gives the id that WhatsApp knows
 * for a number as it was written (a Brazilian one with or without its ninth digit), and the user id.
 */
export function sentEntries(
  request: SentRequest,
): readonly [MessageEntry | AppEntry, ...LinkEntry[]] {
  const entry = sentEntry(request);
  const links = readItem("A sent message", request.body, () => readLinks(request));
  return [entry, ...links.filter((link) => link.log === "aliases")];
}

function readLinks({ body, answer }: SentRequest): readonly LinkEntry[] {
  const { to, recipient } = fieldsOf(body);
  const contacts = itemsOf(fieldsOf(answer)["contacts"]);
  const [contact] = contacts.map(fieldsOf);
  // Of several nobody says whose is whose.
  if (contacts.length > 1) return [];
  return linkEntries([to, recipient, contact?.["wa_id"], contact?.["user_id"]]);
}

function readSent({ body, answer, error }: SentRequest): MessageEntry | AppEntry {
  const fields = fieldsOf(body);
  const { to, recipient, type, status, message_id: readId } = fields;
  const result = fieldsOf(answer);
  const failure = error ?? result["error"];
  if (to === undefined && recipient === undefined && status !== undefined) {
    return makeAppEntry(failure === undefined ? "info" : "error", `Marked as ${nameOf(status)}`, {
      id: nameOf(readId),
      typing: fieldsOf(fields["typing_indicator"])["type"],
      errors: failure === undefined ? undefined : [readFailure(failure)],
    });
  }
  const content = readContent(type === undefined ? { ...fields, type: undefined } : fields);
  return makeEntry(
    {
      phones: [to, recipient, ...answeredContacts(result)],
      direction: "OUTGOING",
      type: content.type,
      id: fieldsOf(itemsOf(result["messages"])[0])["id"],
      ...(failure === undefined ? undefined : { level: "error" }),
      data: {
        ...content.data,
        replyTo: compact({ id: nameOf(fieldsOf(fields["context"])["message_id"]) }),
        ...(failure === undefined
          ? undefined
          : { status: "failed", errors: [readFailure(failure)] }),
      },
    },
    body,
  );
}

function answeredContacts(result: Fields): readonly unknown[] {
  const contact = fieldsOf(itemsOf(result["contacts"])[0]);
  return [contact["wa_id"], contact["user_id"]];
}

/** Of the Graph API, or of the network. */
function readFailure(failure: unknown): object {
  if (failure instanceof Error) {
    const { cause, name, message } = failure;
    return (
      compact({
        code:
          nameOf((failure as { code?: unknown }).code) ?? nameOf(fieldsOf(cause)["code"]) ?? name,
        title: message,
        details: cause instanceof Error ? cause.message : undefined,
      }) ?? {}
    );
  }
  const read = readError(failure);
  return Object.keys(read).length === 0 ? { title: "failed", details: scrub(failure) } : read;
}
