import { formatTime, type LogEntry, type PhoneKey } from "@org/log-core";
import type { Random } from "../random.ts";
import { FAILURES, PHRASES, PROFILE_NAMES } from "./phrases.ts";

/**
 * A word that about one text message in 10,000 holds and that nothing else contains: what a search for
 * something rare looks for.
 */
export const RARE_WORD = "Quetzalcoatlus";
/** A word as rare as that, of letters that are in every line: what is hard to find in any case. */
export const RARE_WORD_OF_COMMON_LETTERS = "Serenata";
const RARE_ONE_IN = 10_000;

/** What the text of some of {@link RARE_ONE_IN} messages ends with. */
const RARE_ENDINGS: readonly string[] = [` ${RARE_WORD}`, ` ${RARE_WORD_OF_COMMON_LETTERS}`];

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX = "0123456789abcdef";

/** What differs between the kinds of entries; the rest is the same for all. */
type Content = Pick<LogEntry, "level" | "direction" | "type" | "data" | "msg">;

/** Kinds of entries by how often they occur, in percent: about what a shop's bot sees. */
const KINDS: readonly (readonly [percent: number, compose: (random: Random) => Content])[] = [
  [43, (random) => composeText(random, "INCOMING")],
  [25, (random) => composeText(random, "OUTGOING")],
  [21, composeStatus],
  [5, composeMedia],
  [3, composeReply],
  [1, composeReaction],
  [1, composeLocation],
  [1, composeError],
];

/** Makes one entry of a phone's log at an instant (ms since 1970). */
export function composeEntry(random: Random, phone: PhoneKey, timeMs: number): LogEntry {
  const { level, direction, type, data, msg } = composeContent(random);
  return {
    level,
    time: formatTime(timeMs),
    phone,
    direction,
    type,
    id: `wamid.${random.text(BASE64, 12)}`,
    data,
    msg: msg ?? `${direction} ${type}`,
  } as LogEntry;
}

function composeContent(random: Random): Content {
  let percent = random.below(100);
  for (const [share, compose] of KINDS) {
    if (percent < share) return compose(random);
    percent -= share;
  }
  return composeText(random, "INCOMING");
}

function composeText(random: Random, direction: "INCOMING" | "OUTGOING"): Content {
  const order = random.below(4) === 0 ? ` #${random.below(900_000) + 100_000}` : "";
  const rare = RARE_ENDINGS[random.below(RARE_ONE_IN)] ?? "";
  const text = `${random.pick(PHRASES)}${order}${rare}`;
  const named = direction === "INCOMING" && random.below(4) === 0;
  const data = named ? { text, profile: random.pick(PROFILE_NAMES) } : { text };
  return { level: "info", direction, type: "text", data };
}

function composeStatus(random: Random): Content {
  const status = random.pick(["sent", "delivered", "delivered", "read", "read"]);
  const data = { status, pricing: random.pick(["service", "utility", "marketing"]) };
  return { level: "info", direction: "SYSTEM", type: "status", data };
}

const MEDIA: readonly (readonly [type: string, mime: string])[] = [
  ["image", "image/jpeg"],
  ["image", "image/webp"],
  ["audio", "audio/ogg; codecs=opus"],
  ["video", "video/mp4"],
  ["document", "application/pdf"],
  ["sticker", "image/webp"],
];

function composeMedia(random: Random): Content {
  const [type, mimeType] = random.pick(MEDIA);
  const data = {
    mediaId: random.text("0123456789", 15),
    mimeType,
    sha256: random.text(HEX, 64),
    bytes: random.below(8_000_000) + 2_000,
    ...(type === "document" ? { fileName: `fattura_${random.below(10_000)}.pdf` } : undefined),
  };
  const direction = random.below(5) === 0 ? "OUTGOING" : "INCOMING";
  return { level: "info", direction, type, data };
}

function composeReply(random: Random): Content {
  const title = random.pick(["Sì", "No", "Parla con un operatore", "Confirm ✅", "Más opciones…"]);
  const data = { button: { id: `opt_${random.below(20)}`, title } };
  return { level: "info", direction: "INCOMING", type: "interactive", data };
}

function composeReaction(random: Random): Content {
  const data = { emoji: random.pick(["👍", "❤️", "😂", "🙏", "😮"]), to: random.text(BASE64, 24) };
  return { level: "info", direction: "INCOMING", type: "reaction", data };
}

function composeLocation(random: Random): Content {
  const data = {
    latitude: Math.round((random.next() * 180 - 90) * 1e6) / 1e6,
    longitude: Math.round((random.next() * 360 - 180) * 1e6) / 1e6,
  };
  return { level: "info", direction: "INCOMING", type: "location", data };
}

function composeError(random: Random): Content {
  const failure = random.pick(FAILURES);
  const retried = random.below(3) === 0;
  return {
    level: retried ? "warn" : "error",
    direction: "OUTGOING",
    type: "error",
    data: { status: "failed", error: failure, attempt: random.below(3) + 1 },
    msg: failure.title,
  };
}
