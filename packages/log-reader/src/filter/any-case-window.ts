import { byteShare } from "./byte-frequency.ts";
import { standsAfter, standsBefore } from "./byte-window.ts";
import type { RunUnit } from "./safe-runs.ts";
import type { ByteTriple, TripleByte, TripleSearch } from "./triple-search.ts";

/** Three bytes of a run that are searched for in both cases at once, and the run around them. */
export interface AnyCaseWindow {
  readonly triple: ByteTriple;
  readonly before: readonly RunUnit[];
  /** From the first of the three on. */
  readonly after: readonly RunUnit[];
  /** Estimated nanoseconds per byte searched; for comparing windows only. */
  readonly cost: number;
}

/** The three are at most so far apart. */
const MAX_SPAN = 32;
const CASE_BIT = 32;

const NS_PER_BYTE_SEARCHED = 0.1;
const NS_PER_TRIPLE_FOUND = 400;

/** The rarest three bytes of the runs; `undefined` if no character of them is one byte in every form. */
export function chooseAnyCase(runs: readonly (readonly RunUnit[])[]): AnyCaseWindow | undefined {
  const triples = runs.flatMap(triplesOf);
  const [first] = triples;
  if (first === undefined) return undefined;
  const best = triples.reduce((one, other) => (other.cost < one.cost ? other : one), first);
  const { run, at, triple, cost } = best;
  return { triple, before: run.slice(0, at), after: run.slice(at), cost };
}

interface FoundTriple extends Pick<AnyCaseWindow, "triple" | "cost"> {
  readonly run: readonly RunUnit[];
  /** Where the first of the three stands in the run. */
  readonly at: number;
}

/** A character of a run that is one byte in every form. */
interface Letter extends Pick<TripleByte, "byte" | "bit"> {
  /** Its place in the run. */
  readonly at: number;
  readonly share: number;
}

function triplesOf(run: readonly RunUnit[]): FoundTriple[] {
  return stretchesOf(run).map((letters) => {
    const rarest = letters.toSorted((a, b) => a.share - b.share).slice(0, 3);
    const [first, ...others] = rarest.toSorted((a, b) => a.at - b.at) as [Letter, ...Letter[]];
    const third = others.at(-1) ?? first;
    const share = rarest.reduce((product, letter) => product * letter.share, 1);
    const inTriple = ({ at, byte, bit }: Letter): TripleByte => ({
      distance: at - first.at,
      byte,
      bit,
    });
    return {
      run,
      at: first.at,
      triple: [inTriple(first), inTriple(others[0] ?? first), inTriple(third)],
      cost: NS_PER_BYTE_SEARCHED + share * NS_PER_TRIPLE_FOUND,
    };
  });
}

/** Letters that follow each other, in stretches of at most the span. */
function stretchesOf(run: readonly RunUnit[]): Letter[][] {
  const stretches: Letter[][] = [];
  let last: Letter[] = [];
  for (const [at, unit] of run.entries()) {
    const letter = letterOf(unit, at);
    if (letter === undefined || last.length === MAX_SPAN) last = [];
    if (letter === undefined) continue;
    if (last.length === 0) stretches.push(last);
    last.push(letter);
  }
  return stretches;
}

/** `undefined` if a form has more than one byte, or if the case bit alone does not tell the forms apart. */
function letterOf(unit: RunUnit, at: number): Letter | undefined {
  if (unit.length > 2 || unit.some((form) => form.length !== 1)) return undefined;
  const [byte = 0, other = byte] = unit.map((form) => form[0] ?? 0);
  const share = unit.reduce((sum, form) => sum + byteShare(form[0] ?? 0), 0);
  if (byte === other) return { at, byte, bit: 0, share };
  if ((byte ^ other) !== CASE_BIT) return undefined;
  return { at, byte: byte | CASE_BIT, bit: CASE_BIT, share };
}

/** Where the first of the three next stands with all of its run around it, at or after `from`, or -1. */
export function findAnyCase(
  search: TripleSearch,
  { triple, before, after }: AnyCaseWindow,
  block: Buffer,
  from: number,
): number {
  for (let at = search(triple, block, from); at >= 0; at = search(triple, block, at + 1)) {
    if (standsAfter(block, at, after) && standsBefore(block, at, before)) return at;
  }
  return -1;
}
