import type { JsonObject } from "../json.ts";
import { delivery, errors, message, status, type Customer, type Stamp } from "./deliveries.ts";

/** One delivery of the day. */
export interface Step {
  /** Time of day on the clock of the log folder's zone: `08:12:05`. */
  readonly at: string;
  readonly body: (moment: Moment) => JsonObject;
}

/** What a step can look at when its time has come. */
export interface Moment {
  readonly nowMs: number;
  /** Id of the newest message that the bot has sent to somebody. */
  readonly sentTo: (customer: Customer) => string;
}

const ANNA: Customer = { name: "Anna Rossi", number: "1234567890", userId: "IT.5390871044124407" };
const MARCO: Customer = { name: "Marco 🚲", number: "393331234567", userId: "IT.7721093384410271" };
const PRIYA: Customer = { name: "Priya", number: "919876543210", userId: "IN.1180456623098812" };
const KENJI: Customer = { name: "健司", number: "818012345678", userId: "JP.9043377120015566" };
/** Goes by a username: the number is hidden. */
const LUCA: Customer = { name: "Luca", username: "luca.fotografo", userId: "IT.2284419076633150" };

/** A group's id as the Groups API gives it. */
export const GROUP_ID = "Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MToxMjAzNjM0MDQ2OTQyMzM4MjAZD";

/** The customers of the day by name. */
export const CUSTOMERS: Readonly<Record<"anna" | "marco" | "priya" | "kenji" | "luca", Customer>> =
  {
    anna: ANNA,
    marco: MARCO,
    priya: PRIYA,
    kenji: KENJI,
    luca: LUCA,
  };

/** Ids as WhatsApp makes them; the same step has the same id in every run. */
function stamped({ nowMs }: Moment, name: string): Stamp {
  return { id: `wamid.${Buffer.from(`demo:${name}`).toString("base64url")}`, sentAtMs: nowMs };
}

/** A message of one customer; `fields` are its type and content. */
function said(
  at: string,
  from: Customer,
  name: string,
  fields: (moment: Moment) => JsonObject,
): Step {
  return {
    at,
    body: (moment) => delivery([message(from, stamped(moment, name), fields(moment))]),
  };
}

/** A text message. */
function text(at: string, from: Customer, name: string, body: string): Step {
  return said(at, from, name, () => ({ type: "text", text: { body } }));
}

/** How the bot's newest message to somebody fared. */
function fared(at: string, to: Customer, ...names: readonly string[]): Step {
  return {
    at,
    body: (moment) => {
      const stamp = { id: moment.sentTo(to), sentAtMs: moment.nowMs };
      return delivery(names.map((name) => status(to, stamp, name)));
    },
  };
}

/** The morning's first question is delivered twice: WhatsApp was not sure of our answer. */
const FIRST = text("08:12:05", ANNA, "anna-1", "Good morning! Is my order 4711 ready?");

const MORNING: readonly Step[] = [
  FIRST,
  { ...FIRST, at: "08:12:41" },
  fared("08:12:44", ANNA, "sent", "delivered"),
  fared("08:13:10", ANNA, "read"),
  said("08:13:32", ANNA, "anna-2", ({ sentTo }) => ({
    type: "interactive",
    interactive: { type: "button_reply", button_reply: { id: "track", title: "Track it" } },
    context: { from: "15550783881", id: sentTo(ANNA) },
  })),
  text("09:01:17", MARCO, "marco-1", "Ciao, what are your opening hours?"),
  fared("09:01:20", MARCO, "sent"),
  // Read at once: then no "delivered" is sent.
  fared("09:01:22", MARCO, "read"),
  said("09:03:00", MARCO, "marco-group", () => ({
    type: "text",
    text: { body: "Who is coming to the workshop on Saturday?" },
    group_id: GROUP_ID,
  })),
  text("09:20:48", LUCA, "luca-1", "Do you print on canvas? I have a big order."),
  said("09:21:30", LUCA, "luca-2", () => ({
    type: "interactive",
    interactive: {
      type: "list_reply",
      list_reply: { id: "call", title: "Call me", description: "A colleague calls back" },
    },
  })),
];

const UNSUPPORTED: JsonObject = {
  code: 131_051,
  title: "Message type unknown",
  message: "Message type unknown",
  error_data: { details: "Message type is currently not supported." },
};

const NOON: readonly Step[] = [
  said("11:47:09", ANNA, "anna-3", () => ({
    type: "image",
    image: {
      caption: "The parcel arrived, but the box is damaged",
      mime_type: "image/jpeg",
      sha256: "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=",
      id: "1003383421387256",
    },
  })),
  fared("11:47:13", ANNA, "sent", "delivered", "read"),
  text("12:05:54", PRIYA, "priya-1", "Hello, has order 4720 been sent?"),
  {
    at: "12:05:58",
    body: (moment) =>
      delivery([
        status(PRIYA, { id: moment.sentTo(PRIYA), sentAtMs: moment.nowMs }, "failed", [
          {
            code: 131_026,
            title: "Message undeliverable",
            message: "Message undeliverable",
            error_data: { details: "Message Undeliverable." },
            href: "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
          },
        ]),
      ]),
  },
  {
    // A batch: two entries, one of them with two changes, of three customers.
    at: "12:30:00",
    body: (moment) =>
      delivery(
        [
          message(KENJI, stamped(moment, "kenji-1"), {
            type: "text",
            text: { body: "こんにちは！注文 4733 の件です 📦" },
          }),
          message(MARCO, stamped(moment, "marco-2"), {
            type: "location",
            location: {
              latitude: 45.4642,
              longitude: 9.19,
              name: "Duomo",
              address: "Piazza del Duomo, Milano",
            },
          }),
        ],
        [message(LUCA, stamped(moment, "luca-3"), { type: "unsupported", errors: [UNSUPPORTED] })],
      ),
  },
  fared("12:30:05", MARCO, "sent", "delivered"),
];

const AFTERNOON: readonly Step[] = [
  {
    at: "15:12:00",
    body: () =>
      delivery([
        errors({
          code: 130_429,
          title: "Rate limit hit",
          message: "(#130429) Rate limit hit",
          error_data: {
            details: "Message failed to send because there were too many messages sent.",
          },
        }),
      ]),
  },
  {
    at: "16:00:00",
    body: () =>
      delivery([
        {
          field: "message_template_status_update",
          value: {
            event: "APPROVED",
            message_template_id: 1_689_556_908_129_832,
            message_template_name: "order_ready",
            message_template_language: "it",
          },
        },
      ]),
  },
  text(
    "17:20:15",
    KENJI,
    "kenji-2",
    "Payment error: my card was refused twice, what about order 4733?",
  ),
  fared("17:20:19", KENJI, "sent", "delivered"),
  text("17:41:02", ANNA, "anna-4", "A colleague called me, all is well. Thank you!"),
  said("17:41:30", ANNA, "anna-5", ({ sentTo }) => ({
    type: "reaction",
    reaction: { message_id: sentTo(ANNA), emoji: "👍" },
  })),
];

/** A day of a small shop: every documented shape of a delivery that the bot meets. */
export const DAY: readonly Step[] = [...MORNING, ...NOON, ...AFTERNOON];
