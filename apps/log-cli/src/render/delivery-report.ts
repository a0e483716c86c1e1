import type { DeliveryStats, FailureTally, Latency } from "@org/log-reader";
import { formatDuration } from "./duration.ts";
import { formatCount } from "./size.ts";

/** One line of a chart. */
interface Row {
  readonly label: string;
  readonly entries: number;
}

/** The states in the order in which a message reaches them. */
const STATES = ["pending", "sent", "delivered", "read", "played", "failed", "unknown"] as const;
/** Failures have few reasons; those after the first are in the JSON. */
const MAX_FAILURES = 10;

/** How long messages took, in sentences; none where nothing is known. Plain, and safe to look at. */
export function deliverySentences(delivery: DeliveryStats | undefined): string[] {
  if (delivery === undefined || delivery.messages === 0) return [];
  const { messages, oneIn, toDelivered, toRead } = delivery;
  const sample = oneIn === 1 ? "" : ` (one in ${oneIn.toLocaleString("en-US")}, as a sample)`;
  return [
    `${formatCount(messages, "message")} sent${sample}`,
    ...latency("arrived", toDelivered, messages),
    ...latency("read", toRead, messages),
  ];
}

function latency(what: string, of: Latency | undefined, messages: number): string[] {
  if (of === undefined) return [];
  const share = Math.round((of.messages / messages) * 100);
  return [
    `${what}: ${of.messages.toLocaleString("en-US")} (${share}%), half within ` +
      `${formatDuration(of.medianMs)}, 95% within ${formatDuration(of.p95Ms)}, all within ` +
      formatDuration(of.maxMs),
  ];
}

/** What became of messages, and why some failed, as charts. Not yet safe to look at. */
export function deliverySections(
  delivery: DeliveryStats | undefined,
): (readonly [title: string, rows: readonly Row[]])[] {
  if (delivery === undefined || delivery.messages === 0) return [];
  const { states, failures } = delivery;
  return [
    [
      "What became of messages",
      STATES.filter((state) => states[state] > 0).map((state) => ({
        label: state === "unknown" ? "not told" : state,
        entries: states[state],
      })),
    ],
    [
      "Why messages failed",
      failures
        .slice(0, MAX_FAILURES)
        .map((failure) => ({ label: labelOf(failure), entries: failure.messages })),
    ],
  ];
}

function labelOf({ code, title }: FailureTally): string {
  if (code === undefined) return title ?? "without a reason";
  return title === undefined ? code : `${code} ${title}`;
}
