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
  /** How many ids the person was known by. */
  readonly ids: number;
  /** Lines that said so. */
  readonly aliases: number;
}

/** What an erasure is about to remove, in a sentence that names the person by all ids. */
export function describeErasure(
  erasure: Erasure,
  phone: string,
  otherIds: readonly string[],
): string {
  const also = otherIds.length === 0 ? "" : `, who is ${otherIds.join(" and ")} too,`;
  return `Of ${phone}${also} there ${amount(erasure)}, ${days(erasure)}.`;
}

/** What an erasure removed. Names the person by a tag only, so that it can be kept as proof. */
export function renderEraseReceipt(erasure: Erasure, masked: string): string {
  const { tag, time, dryRun, everywhere, files, bytes, lines } = erasure;
  const done = dryRun ? "Would erase" : "Erased";
  const blanked = everywhere ? ` and ${formatCount(lines, "line")} in other logs` : "";
  return [
    `${done} ${formatCount(files, "file")} (${formatSize(bytes)})${blanked} of ${masked}${otherIdsOf(erasure)}, ${days(erasure)}.`,
    ...linking(erasure),
    ...(dryRun
      ? ["Nothing was changed."]
      : [`Done ${time}; the person's tag is ${tag ?? "none"}.`]),
    ...(everywhere
      ? []
      : ["Lines in groups, app.log and requests.log are left; --everywhere erases them too."]),
    "",
  ].join("\n");
}

function otherIdsOf({ ids }: Erasure): string {
  return ids === 1 ? "" : ` and ${formatCount(ids - 1, "other id")} of the same person`;
}

function linking({ aliases, dryRun }: Erasure): string[] {
  if (aliases === 0) return [];
  const count = formatCount(aliases, "line");
  return [`${count} that said which ids are theirs ${dryRun ? "would go" : "went"} too.`];
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
