import { findEscape, needleOf, type Finder, type Needle } from "./needle.ts";

const NAME = Buffer.from('"id"');
const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const FIRST_NOT_ASCII = 0x80;
/** Nearly every line has an id, and looking one up takes as long as searching some hundred bytes. */
const COST = 0.7;

/**
 * The needle of lines whose `id` is one of very many, or that hold one of a few texts as a whole value.
 * What cannot be told from the bytes is found, for the parser to tell.
 */
export function idNeedle(
  isWanted: (id: string) => boolean,
  orWholes: readonly string[],
): readonly Needle[] {
  const [others] = needleOf(orWholes.map((text) => ({ text, stands: "whole" })));
  return [
    {
      finders: [idFinder(isWanted), ...(others?.finders ?? [findEscape])],
      cost: COST,
      text: '"id" of these',
    },
  ];
}

function idFinder(isWanted: (id: string) => boolean): Finder {
  return (block, from) => {
    for (let at = block.indexOf(NAME, from); at >= 0; at = block.indexOf(NAME, at + 1)) {
      if (mayBeWanted(block, at + NAME.length, isWanted)) return at;
    }
    return -1;
  };
}

/** Whether what stands after the name is a wanted id, or anything that only the parser can read. */
function mayBeWanted(block: Buffer, after: number, isWanted: (id: string) => boolean): boolean {
  const colon = afterSpaces(block, after);
  // A value of this text, not a name.
  if (block[colon] !== COLON) return false;
  const start = afterSpaces(block, colon + 1);
  if (block[start] !== QUOTE) return false;
  let end = start + 1;
  for (; end < block.length && block[end] !== QUOTE; end += 1) {
    const byte = block[end] ?? 0;
    if (byte === BACKSLASH || byte >= FIRST_NOT_ASCII) return true;
  }
  return isWanted(block.toString("latin1", start + 1, end));
}

function afterSpaces(block: Buffer, from: number): number {
  let at = from;
  // Spaces, tabs, carriage returns: all that JSON allows within a line.
  while (at < block.length && (block[at] ?? 0) <= SPACE) at += 1;
  return at;
}
