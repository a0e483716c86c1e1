import { byteShare } from "./byte-frequency.ts";
import type { RunUnit } from "./safe-runs.ts";

/** A stretch of a run that is quick to search for, and the run around it to check a hit by. */
export interface ByteWindow {
  /** What it can stand as; a matching line holds at least one of them. */
  readonly forms: readonly Buffer[];
  readonly before: readonly RunUnit[];
  readonly after: readonly RunUnit[];
  /** Estimated nanoseconds per byte searched; for comparing windows only. */
  readonly cost: number;
}

/**
 * Up to this length `Buffer.indexOf` looks for the first byte with the processor's own instructions,
 * four times as fast as its search for longer needles.
 */
const MAX_WINDOW_BYTES = 7;
/** Each form is a search of its own. */
const MAX_FORMS = 12;

const NS_PER_BYTE_SEARCHED = 0.08;
const NS_PER_FIRST_BYTE_FOUND = 12;
const NS_PER_WINDOW_FOUND = 400;

/** The window of the runs that is likely to be found fastest; `undefined` if there are no runs. */
export function chooseWindow(runs: readonly (readonly RunUnit[])[]): ByteWindow | undefined {
  const stretches = runs.flatMap((run) => run.flatMap((_, start) => stretchesAt(run, start)));
  const [first] = stretches;
  if (first === undefined) return undefined;
  const best = stretches.reduce((one, other) => (other.cost < one.cost ? other : one), first);
  const { run, start, end, forms, cost } = best;
  return { forms, before: run.slice(0, start), after: run.slice(end), cost };
}

interface Stretch {
  readonly run: readonly RunUnit[];
  readonly start: number;
  readonly end: number;
  readonly forms: readonly Buffer[];
  readonly cost: number;
}

/** What can be searched for from one character of a run on, each one character longer. */
function stretchesAt(run: readonly RunUnit[], start: number): Stretch[] {
  const stretches: Stretch[] = [];
  let forms: Buffer[] = [Buffer.alloc(0)];
  for (const [index, unit] of run.slice(start, start + MAX_WINDOW_BYTES).entries()) {
    forms = forms.flatMap((form) => unit.map((bytes) => Buffer.concat([form, bytes])));
    const isTooMuch =
      forms.length > MAX_FORMS || forms.some((form) => form.length > MAX_WINDOW_BYTES);
    // A single character is taken whatever its forms are: something has to be searched for.
    if (isTooMuch && index > 0) break;
    const cost = forms.reduce((sum, form) => sum + costOf(form), 0);
    stretches.push({ run, start, end: start + index + 1, forms, cost });
  }
  return stretches;
}

function costOf(form: Buffer): number {
  const firstShare = byteShare(form[0] ?? 0);
  const share = form.reduce((product, byte) => product * byteShare(byte), 1);
  return NS_PER_BYTE_SEARCHED + firstShare * NS_PER_FIRST_BYTE_FOUND + share * NS_PER_WINDOW_FOUND;
}

/**
 * Where the window next stands with all of its run around it, at or after `from`; -1 if it does not.
 */
export function findWindow(
  { before, after }: ByteWindow,
  form: Buffer,
  block: Buffer,
  from: number,
): number {
  for (let at = block.indexOf(form, from); at >= 0; at = block.indexOf(form, at + 1)) {
    if (standsAfter(block, at + form.length, after) && standsBefore(block, at, before)) return at;
  }
  return -1;
}

/** Whether the units stand in a block one after the other from a place on. */
export function standsAfter(block: Buffer, from: number, units: readonly RunUnit[]): boolean {
  let at = from;
  for (const unit of units) {
    const form = unit.find((bytes) => holdsAt(block, at, bytes));
    if (form === undefined) return false;
    at += form.length;
  }
  return true;
}

/** Whether the units stand in a block one after the other up to a place. */
export function standsBefore(block: Buffer, until: number, units: readonly RunUnit[]): boolean {
  let at = until;
  for (let index = units.length - 1; index >= 0; index -= 1) {
    const form = units[index]?.find((bytes) => holdsAt(block, at - bytes.length, bytes));
    if (form === undefined) return false;
    at -= form.length;
  }
  return true;
}

function holdsAt(block: Buffer, at: number, bytes: Buffer): boolean {
  if (at < 0) return false;
  for (let index = 0; index < bytes.length; index += 1) {
    if (block[at + index] !== bytes[index]) return false;
  }
  return true;
}
