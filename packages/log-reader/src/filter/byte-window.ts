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
  let best: Stretch | undefined;
  for (const run of runs) {
    for (let start = 0; start < run.length; start += 1) best = cheaper(best, stretchAt(run, start));
  }
  if (best === undefined) return undefined;
  const { run, start, end, cost } = best;
  const forms = formsOf(run.slice(start, end));
  return { forms, before: run.slice(0, start), after: run.slice(end), cost };
}

interface Stretch {
  readonly run: readonly RunUnit[];
  readonly start: number;
  readonly end: number;
  readonly cost: number;
}

function cheaper(one: Stretch | undefined, other: Stretch | undefined): Stretch | undefined {
  return one === undefined || (other !== undefined && other.cost < one.cost) ? other : one;
}

/**
 * The cheapest of what can be searched for from one character of a run on. Its forms are counted, not made:
 * the sum over all of them of what their bytes' shares multiply to is what the sums of each character do.
 */
function stretchAt(run: readonly RunUnit[], start: number): Stretch | undefined {
  let forms = 1;
  let longest = 0;
  let firstShares = 0;
  let shares = 1;
  let best: Stretch | undefined;
  for (const [index, unit] of run.slice(start, start + MAX_WINDOW_BYTES).entries()) {
    forms *= unit.length;
    longest += Math.max(...unit.map((bytes) => bytes.length));
    // A single character is taken whatever its forms are: something has to be searched for.
    if (index > 0 && (forms > MAX_FORMS || longest > MAX_WINDOW_BYTES)) break;
    firstShares = index === 0 ? sumOf(unit, firstShare) : firstShares * unit.length;
    shares *= sumOf(unit, shareOf);
    const cost =
      forms * NS_PER_BYTE_SEARCHED +
      firstShares * NS_PER_FIRST_BYTE_FOUND +
      shares * NS_PER_WINDOW_FOUND;
    best = cheaper(best, { run, start, end: start + index + 1, cost });
  }
  return best;
}

function sumOf(unit: RunUnit, valueOf: (form: Buffer) => number): number {
  return unit.reduce((sum, form) => sum + valueOf(form), 0);
}

function firstShare(form: Buffer): number {
  return byteShare(form[0] ?? 0);
}

function shareOf(form: Buffer): number {
  return form.reduce((product, byte) => product * byteShare(byte), 1);
}

/** Everything that characters can stand as, one after the other. */
function formsOf(units: readonly RunUnit[]): Buffer[] {
  return units.reduce<Buffer[]>(
    (forms, unit) => forms.flatMap((form) => unit.map((bytes) => Buffer.concat([form, bytes]))),
    [Buffer.alloc(0)],
  );
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
