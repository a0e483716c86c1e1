import { tryParsePhoneKey, type LogEntry } from "@org/log-core";
import { isNameOfThing } from "../render/content/author.ts";
import type { Fields } from "../render/content/fields.ts";

/** Finds the names of people in the fields where libraries put them. */
export interface PersonNames {
  /** Notes the names in an entry. */
  collect(entry: LogEntry): void;
  /** Names of everybody but the subject; longer ones first. */
  others(): readonly string[];
  /** Whether a name is the subject's own. */
  readonly isOwn: (name: string) => boolean;
}

/** Fields that hold the name of a person, wherever they stand. */
const NAME_FIELDS: ReadonlySet<string> = new Set([
  ..."pushName pushname notifyName notify verifiedName verifiedBizName profileName".split(" "),
  ..."senderName authorName displayName formattedName formatted_name shortName username".split(" "),
  ..."first_name last_name middle_name firstName lastName nickname".split(" "),
]);

/** Objects whose `name` is that of a person. */
const PERSONS: ReadonlySet<string> = new Set(
  "profile contact contacts sender author customer recipient participant user".split(" "),
);

/** Where a field stands: in an object, which is the value of another field. */
export interface FieldPlace {
  readonly field: string;
  readonly parent: string;
  readonly container: object;
}

/** Whether a field of an entry holds the name of a person. */
export function isPersonName({ field, parent, container }: FieldPlace): boolean {
  if (NAME_FIELDS.has(field)) return true;
  if (field !== "name") return false;
  return PERSONS.has(parent) || (parent === "data" && !isNameOfThing(container as Fields));
}

const MIN_NAME_CHARS = 2;
const MIN_PART_CHARS = 3;
/** A folder of a busy bot has as many customers; more would make one pattern too long. */
const MAX_NAMES = 5_000;

/** Collects names; those that stand in messages of a subject are theirs. */
export function createPersonNames(isSubject: (phone: string) => boolean): PersonNames {
  const own = new Set<string>();
  const all = new Set<string>();

  return {
    collect(entry) {
      const author = tryParsePhoneKey(entry.from ?? entry.phone);
      const bySubject = entry.direction === "INCOMING" && author !== undefined && isSubject(author);
      visitNames(entry.data, "data", (name, parent) => {
        // A contact card in a message of the subject's is somebody else's name.
        const isOwn = bySubject && parent !== "contacts" && parent !== "name";
        for (const part of partsOf(name)) (isOwn ? own : all).add(part);
      });
    },
    isOwn: (name) => own.has(name),
    others: () =>
      [...all]
        .filter((name) => !own.has(name))
        .toSorted((a, b) => b.length - a.length)
        .slice(0, MAX_NAMES),
  };
}

/** A name, and its parts: messages say "Anna" to Anna Rossi. */
function partsOf(name: string): string[] {
  const parts = name.split(/[\s,;]+/).filter((part) => part.length >= MIN_PART_CHARS);
  return [name, ...parts].filter((part) => part.length >= MIN_NAME_CHARS && /\p{L}/u.test(part));
}

function visitNames(
  value: unknown,
  parent: string,
  visit: (name: string, parent: string) => void,
): void {
  if (typeof value !== "object" || value === null) return;
  for (const [field, inner] of Object.entries(value)) {
    if (typeof inner !== "string") visitNames(inner, Array.isArray(value) ? parent : field, visit);
    else if (isPersonName({ field, parent, container: value })) visit(inner.trim(), parent);
  }
}
