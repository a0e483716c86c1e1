/**
 * Characters that act on a terminal or a text around them, and are shown as escapes: C0, DEL, C1 (ESC,
 * CSI and OSC are among them), line separators, bidirectional embeddings and overrides, deprecated
 * format characters, annotations, tags, and halves of surrogate pairs.
 */
const ACTIVE =
  "\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u206a-\\u206f\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\p{Cs}";

/**
 * Characters without a width of their own, and bidirectional isolates. They are left out rather than
 * shown: WhatsApp itself puts isolates around every mentioned name, Khmer and Thai divide words with
 * U+200B, and a text without them reads the same. Joiners and LRM/RLM are not among them: emoji,
 * Persian and Hebrew need those.
 */
const INVISIBLE = "\\u00ad\\u180e\\u200b\\u2060-\\u2064\\u2066-\\u2069\\ufeff";

/** Flags of England, Scotland and Wales: the one honest use of tags. */
const TAGGED_FLAG = "\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{1,6}\\u{e007f}";

const DANGEROUS = new RegExp(`(${TAGGED_FLAG})|[${ACTIVE}]|([${INVISIBLE}])`, "gu");
const DANGEROUS_BUT_LINES = new RegExp(
  `(${TAGGED_FLAG}|[\\n\\t])|[${ACTIVE}]|([${INVISIBLE}])`,
  "gu",
);

/**
 * Makes a text from anywhere safe to look at: it can no longer move the cursor, change colours, set the
 * title, forge a line or turn its direction. What it was stays visible: `\x1b[31m`.
 * @param lines - `"keep lines"` leaves line feeds and tabs, for texts of several lines.
 */
export function neutralise(text: string, lines?: "keep lines"): string {
  return text.replace(
    lines === undefined ? DANGEROUS : DANGEROUS_BUT_LINES,
    (char: string, kept: string | undefined, invisible: string | undefined) => {
      if (kept !== undefined) return kept;
      return invisible === undefined ? escape(char) : "";
    },
  );
}

/**
 * The same for JSON, without a loss: what is dangerous to look at becomes an escape of JSON, so that a
 * copy from the screen still parses to the entry as it is.
 */
export function neutraliseJson(json: string): string {
  return json.replace(DANGEROUS_BUT_LINES, (char: string, kept: string | undefined) => {
    if (kept !== undefined) return kept;
    return Array.from({ length: char.length }, (_, at) => hex(char.charCodeAt(at))).join("");
  });
}

function escape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : hex(code);
}

function hex(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
