import type { Direction } from "@org/log-core";
import type { DeliveryState } from "./content/content.ts";

/** The signs that we draw ourselves. */
export interface Glyphs {
  readonly arrows: Readonly<Record<Direction, string>>;
  readonly states: Readonly<Record<DeliveryState, string>>;
  /** The same behind a message, as WhatsApp's ticks. */
  readonly marks: Readonly<Record<Exclude<DeliveryState, "failed">, string>>;
  /** Sets a mark off from the words before it. */
  readonly mark: (text: string) => string;
  readonly failed: string;
  /** Drawn from side to side. */
  readonly rule: string;
  readonly dot: string;
  readonly ellipsis: string;
  /** Full and rest of a bar, in eighths from one to eight. */
  readonly bar: readonly string[];
  /** Makes a safe text one that this terminal can show. */
  readonly show: (text: string) => string;
}

const UNICODE: Glyphs = {
  arrows: { INCOMING: "←", OUTGOING: "→", SYSTEM: "•" },
  states: {
    pending: "… pending",
    sent: "✓ sent",
    delivered: "✓✓ delivered",
    read: "✓✓ read",
    played: "✓✓ played",
    failed: "failed",
  },
  marks: { pending: "…", sent: "✓", delivered: "✓✓", read: "✓✓ read", played: "✓✓ played" },
  mark: (text) => text,
  failed: "✗",
  rule: "─",
  dot: "·",
  ellipsis: "…",
  bar: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
  show: (text) => text,
};

/** For terminals that show ASCII only, or say so: `LANG=C`. */
const ASCII: Glyphs = {
  arrows: { INCOMING: "<", OUTGOING: ">", SYSTEM: "*" },
  states: {
    pending: "pending",
    sent: "sent",
    delivered: "delivered",
    read: "read",
    played: "played",
    failed: "failed",
  },
  marks: {
    pending: "pending",
    sent: "sent",
    delivered: "delivered",
    read: "read",
    played: "played",
  },
  mark: (text) => `[${text}]`,
  failed: "!",
  rule: "-",
  dot: "-",
  ellipsis: "...",
  bar: ["#"],
  // In an 8-bit character set the second byte of a letter can be the beginning of a control sequence.
  show: (text) =>
    text.replaceAll(/[^\n -~]/gu, (char) => {
      const code = (char.codePointAt(0) ?? 0).toString(16);
      return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
    }),
};

/** The signs for a terminal that shows Unicode, or only ASCII. */
export function glyphsFor(unicode: boolean): Glyphs {
  return unicode ? UNICODE : ASCII;
}

/**
 * Whether texts may hold more than ASCII. The locale decides if there is one (`C`, `POSIX` and other
 * character sets cannot); without one, as in many containers, today's terminals can.
 */
export function wantsUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"];
  return locale === undefined || locale === "" || /utf-?8/i.test(locale);
}
