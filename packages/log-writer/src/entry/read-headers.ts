/**
 * Headers as an object, so that credentials among them are known by their names: from `[name, value]`
 * pairs, from Node's flat `rawHeaders`, and from text with one header a line. Anything else stays as
 * it is. Of a name that comes twice all values are kept.
 */
export function readHeaders(headers: unknown): unknown {
  try {
    return toObject(headers);
  } catch {
    // Somebody's proxy threw: what can be kept of it is found out where it is copied.
    return headers;
  }
}

/** More is no header of anybody's. */
const MAX_TEXT_CHARS = 64 * 1024;
/** Names and values; a list may claim to be of any length. */
const MAX_MEMBERS = 20_000;

function toObject(headers: unknown): unknown {
  if (typeof headers === "string") {
    return fromPairs(headers.slice(0, MAX_TEXT_CHARS).split(/\r?\n/).map(splitLine));
  }
  if (!Array.isArray(headers) || headers.length > MAX_MEMBERS) return headers;
  const members = headers as readonly unknown[];
  if (members.length > 0 && members.every(isPair)) return fromPairs(members);
  if (members.length % 2 !== 0 || !members.every((member) => typeof member === "string")) {
    return headers;
  }
  return fromPairs(
    Array.from({ length: members.length / 2 }, (_, index) => [
      members[index * 2],
      members[index * 2 + 1],
    ]),
  );
}

type Pair = readonly [name: string, value: unknown];

function isPair(member: unknown): member is Pair {
  return Array.isArray(member) && member.length === 2 && typeof member[0] === "string";
}

/** A line that is no header (a status line, an empty one) has no name and is kept under its text. */
function splitLine(line: string): Pair {
  const colon = line.indexOf(":");
  return colon < 0 ? [line, ""] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

function fromPairs(pairs: readonly (readonly unknown[])[]): Record<string, unknown> {
  const headers = new Map<string, unknown>();
  // Of names that come again: values are added in place, so that many of them cost no more than few.
  const lists = new Map<string, unknown[]>();
  for (const [name, value] of pairs) {
    const key = String(name);
    if (key === "" && value === "") continue;
    const list = lists.get(key);
    if (list !== undefined) {
      list.push(value);
    } else if (headers.get(key) === undefined) {
      headers.set(key, value);
    } else {
      const begun = [headers.get(key), value].flat();
      lists.set(key, begun);
      headers.set(key, begun);
    }
  }
  return Object.fromEntries(headers);
}
