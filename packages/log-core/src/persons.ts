import { parseAlias } from "./alias.ts";
import { MAX_PERSON_IDS } from "./limits.ts";
import { isPersonKey, type PhoneKey } from "./phone-key.ts";

/** Who the alias files of a folder say is one person. */
export interface Persons {
  /** Persons with several ids: the ids of each, sorted. */
  readonly persons: readonly (readonly PhoneKey[])[];
  /** The sets of more than {@link MAX_PERSON_IDS} ids, which no reader takes for a person; sorted. */
  readonly oversized: readonly (readonly PhoneKey[])[];
  /** Lines that are neither blank nor an alias. */
  readonly malformed: number;
}

/**
 * The ids of one person, sorted, the given one among them: all that the aliases link to it, over
 * however many steps. More than {@link MAX_PERSON_IDS} are no person but a mistake: then it is the
 * given one alone. Costs a look through the text for each id, and parses only lines with one of them.
 *
 * @param text the text of the folder's alias files, one after the other
 */
export function personIds(text: string, key: PhoneKey): readonly PhoneKey[] {
  return personIdsFrom(text, key).toSorted(byCodeUnit);
}

/**
 * As {@link personIds}, but from the given id on: each of the others is linked to one before it, so that
 * without the links of the last ones the first ones still lead to each other.
 *
 * @param text the text of the folder's alias files, one after the other
 */
export function personIdsFrom(text: string, key: PhoneKey): readonly PhoneKey[] {
  const found = new Set([key]);
  if (!isPersonKey(key)) return [key];
  for (const id of found) {
    for (const other of linkedIds(text, id)) found.add(other);
    if (found.size > MAX_PERSON_IDS) return [key];
  }
  return [...found];
}

// The ids that lines of the text name together with one.
function* linkedIds(text: string, id: PhoneKey): Generator<PhoneKey, void> {
  const needle = `"${id}"`;
  for (let at = text.indexOf(needle); at >= 0;) {
    const start = text.lastIndexOf("\n", at) + 1;
    const end = text.indexOf("\n", at);
    const line = text.slice(start, end < 0 ? undefined : end);
    const parsed = parseAlias(line);
    if (parsed.kind === "alias" && parsed.alias.ids.includes(id)) yield* parsed.alias.ids;
    at = end < 0 ? -1 : text.indexOf(needle, end);
  }
}

/** All persons that the text of alias files tells; the order of its lines does not matter. */
export function readPersons(text: string): Persons {
  /** Of each id another one of its person, up to one that stands for all of them and leads to itself. */
  const leads = new Map<PhoneKey, PhoneKey>();
  let malformed = 0;
  for (const line of text.split("\n")) {
    const parsed = parseAlias(line);
    if (parsed.kind === "malformed") malformed += 1;
    if (parsed.kind !== "alias") continue;
    const [first, second] = parsed.alias.ids;
    leads.set(headOf(leads, first), headOf(leads, second));
  }
  const sets = [...groupsOf(leads).values()].map((ids) => ids.toSorted(byCodeUnit));
  const isPerson = (ids: readonly PhoneKey[]): boolean => ids.length <= MAX_PERSON_IDS;
  return {
    persons: sets.filter(isPerson),
    oversized: sets.filter((ids) => !isPerson(ids)),
    malformed,
  };
}

/** The id that stands for all of a person. Ways are shortened as they are gone: no chain stays long. */
function headOf(leads: Map<PhoneKey, PhoneKey>, id: PhoneKey): PhoneKey {
  let at = id;
  let next = leads.get(at);
  if (next === undefined) {
    leads.set(id, id);
    return id;
  }
  while (next !== at) {
    const beyond: PhoneKey = leads.get(next) ?? next;
    leads.set(at, beyond);
    at = next;
    next = beyond;
  }
  return at;
}

function groupsOf(leads: Map<PhoneKey, PhoneKey>): Map<PhoneKey, PhoneKey[]> {
  const groups = new Map<PhoneKey, PhoneKey[]>();
  for (const id of leads.keys()) {
    const head = headOf(leads, id);
    const group = groups.get(head);
    if (group === undefined) groups.set(head, [id]);
    else group.push(id);
  }
  return groups;
}

/** The same in every locale. */
function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
