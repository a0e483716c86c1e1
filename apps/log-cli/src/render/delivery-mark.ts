import type { LogEntry } from "@org/log-core";
import { deliveryOf, type DeliveryError } from "@org/log-reader";
import type { Content } from "./content/content.ts";
import { problemIn } from "./content/events.ts";
import type { Glyphs } from "./glyphs.ts";
import type { LocalTime } from "./local-time.ts";
import type { Span } from "./spans.ts";

/** States whose moment is worth a place: that a message was sent is seen by its being there. */
const TIMED: ReadonlySet<string> = new Set(["delivered", "read", "played", "failed"]);

/**
 * What became of a message, as WhatsApp's ticks say it, and when: `✓✓ read 10:15:34`; of one that failed,
 * why. Nothing for a message that says itself why it was refused. Not yet safe to look at.
 */
export function deliveryMark(
  entry: LogEntry,
  { problem }: Content,
  { glyphs, localTime }: { readonly glyphs: Glyphs; readonly localTime: LocalTime },
): Span | undefined {
  const delivery = deliveryOf(entry);
  if (delivery === undefined) return undefined;
  const { state, at, errors } = delivery;
  if (state === "failed" && problem !== undefined) return undefined;
  const told = TIMED.has(state) ? at[state] : undefined;
  const when = told === undefined ? "" : ` ${shortTime(Date.parse(told), entry, localTime)}`;
  if (state === "failed") {
    return { text: `${glyphs.failed} ${reasonOf(errors)}${when}`, style: "red" };
  }
  const style = state === "read" || state === "played" ? "cyan" : "dim";
  return { text: glyphs.mark(`${glyphs.marks[state]}${when}`), style };
}

/** Some libraries tell a code and nothing else. */
function reasonOf(errors: readonly DeliveryError[]): string {
  const reason = problemIn({ errors });
  if (reason === undefined) return "failed";
  return errors.some(({ title, details }) => (title ?? details) !== undefined)
    ? reason
    : `failed (${reason})`;
}

/** The day too, where it is another than the message's. */
function shortTime(timeMs: number, entry: LogEntry, localTime: LocalTime): string {
  const day = localTime.day(timeMs);
  const time = localTime.time(timeMs);
  return day === localTime.day(Date.parse(entry.time)) ? time : `${day} ${time}`;
}
