import type { CalendarDay } from "@org/log-core";
import { formatCount, formatSize } from "./size.ts";

/** What of an erasure's receipt is told. */
export interface Erasure {
  readonly tag: string | undefined;
  readonly time: string;
  readonly dryRun: boolean;
  readonly everywhere: boolean;
  readonly days: readonly CalendarDay[];
  readonly files: number;
  readonly bytes: number;
  readonly lines: number;
}

/** What an erasure is about to remove, in a sentence that names the person. */
export function describeErasure(erasure: Erasure, phone: string): string {
  return `Of ${phone} there ${amount(erasure)}, ${days(erasure)}.`;
}

/** What an erasure removed. Names the person by a tag only, so that it can be kept as proof. */
export function renderEraseReceipt(erasure: Erasure, masked: string): string {
  const { tag, time, dryRun, everywhere, files, bytes, lines } = erasure;
  const done = dryRun ? "Would erase" : "Erased";
  const blanked = everywhere ? ` and ${formatCount(lines, "line")} in other logs` : "";
  return [
    `${done} ${formatCount(files, "file")} (${formatSize(bytes)})${blanked} of ${masked}, ${days(erasure)}.`,
    ...(dryRun
      ? ["Nothing was changed."]
      : [`Done ${time}; the person's tag is ${tag ?? "none"}.`]),
    ...(everywhere
      ? []
      : ["Lines in groups, app.log and requests.log are left; --everywhere erases them too."]),
    "",
  ].join("\n");
}

function amount({ files, bytes, lines, everywhere }: Erasure): string {
  const verb = files + lines === 1 ? "is" : "are";
  const others = everywhere ? ` and ${formatCount(lines, "line")} in other logs` : "";
  return `${verb} ${formatCount(files, "file")} (${formatSize(bytes)})${others}`;
}

function days({ days: kept }: Erasure): string {
  const [first] = kept;
  const last = kept.at(-1);
  if (first === undefined || last === undefined) return "on no day";
  return first === last
    ? `on ${first}`
    : `on ${formatCount(kept.length, "day")}, ${first} to ${last}`;
}
