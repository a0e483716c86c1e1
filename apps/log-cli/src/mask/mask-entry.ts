import { tryParsePhoneKey, type LogEntry } from "@org/log-core";
import { tagNumber, tagPhones, type PhoneTagger } from "@org/log-writer/mask";
import type { MaskTags } from "./mask-tags.ts";
import { isPersonName, type FieldPlace } from "./person-names.ts";

/** Whose data is replaced. */
export interface MaskScope {
  readonly tags: MaskTags;
  /** Whether a phone stays: the subject's, of an access request. */
  readonly isSubject: (phone: string) => boolean;
  /** Names that are replaced in texts too. */
  readonly names: readonly string[];
  /** Whether a name is the subject's own, and stays. */
  readonly isOwnName: (name: string) => boolean;
}

/** Fields that are ours and never hold a person. */
const OWN_FIELDS: ReadonlySet<string> = new Set("level time direction sentAt truncated".split(" "));
/** Fields of the bot's that name no person, but may be called after a number. */
const BOT_FIELDS: ReadonlySet<string> = new Set("bot instance type".split(" "));
/** Numbers that are a time or an amount, not a phone. */
const NO_PHONE =
  /time|stamp|date|at$|ms$|seconds|duration|bytes|size|length|width|height|code|status|price|amount|version|offset/i;

/** A WhatsApp id that is no number: business-scoped user, Cloud API group. */
const OPAQUE_ID =
  /(?<![\w.])(?:[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{6,128}|Y2FwaV9ncm91cDo[A-Za-z0-9_-]{8,112})(?![\w])/g;
/** Ids of groups, channels and lists: often the number of who made them. */
const GROUP_JID = /(?<![\w@.])\d[\d-]{4,50}@(?:g\.us|newsletter|broadcast|bot)/g;
/** Message ids of whatsapp-web.js hold the JID of the chat. */
const MESSAGE_ID = /\b(?:true|false)_[\w.@:-]{6,}/g;
/** Lines of a contact card that name a person: in a group (`item1.`) or not, with what they go on in. */
const VCARD_NAME =
  /^((?:[\w-]{1,20}\.)?(?:N|FN|NICKNAME|ORG|EMAIL|ADR|NOTE|X-WA-BIZ-NAME)(?:;[^:\r\n]{0,200})?:)([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)/gim;

/** Replaces phone numbers, names and ids in entries by stable tags; what was said stays. */
export function createEntryMask(scope: MaskScope): (entry: LogEntry) => LogEntry {
  const phoneTag = createPhoneTag(scope);
  const maskText = createTextMask(scope, phoneTag);
  const maskPhones = (text: string): string => tagPhones(text, phoneTag);
  const nameTag = (name: string): string =>
    scope.isOwnName(name) ? name : tagOfName(scope.tags, name);

  function walk(value: unknown, { field, parent, container }: FieldPlace): unknown {
    if (typeof value === "string") {
      const isName = value !== "" && isPersonName({ field, parent, container });
      return isName ? nameTag(value.trim()) : maskText(value);
    }
    if (typeof value === "number") {
      return NO_PHONE.test(field) ? value : tagNumber(value, maskText);
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => walk(item, { field, parent, container }));
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        maskText(name),
        walk(inner, { field: name, parent: field, container: value }),
      ]),
    );
  }

  function maskId(id: string): string {
    const masked = maskText(id);
    return masked === id ? scope.tags.tagOf("id", id) : masked;
  }

  return (entry) => {
    const masked = Object.entries(entry).map(([field, value]) => {
      if (OWN_FIELDS.has(field)) return [field, value];
      if (BOT_FIELDS.has(field) && typeof value === "string") return [field, maskPhones(value)];
      if (field === "id" && typeof value === "string") return [field, maskId(value)];
      return [field, walk(value, { field, parent: "", container: entry })];
    });
    return Object.fromEntries(masked) as LogEntry;
  };
}

function createPhoneTag({ tags, isSubject }: MaskScope): PhoneTagger {
  return (phone, found = phone) => {
    const key = tryParsePhoneKey(phone) ?? phone;
    return isSubject(key) ? found : tags.tagOf("phone", key);
  };
}

/** The same for a name however its accents are coded: file names of some systems hold them apart. */
function tagOfName(tags: MaskTags, name: string): string {
  return tags.tagOf("name", name.normalize("NFC").toLowerCase());
}

/** Replaces what is in a text: ids first, since they hold digits, then phones, then names. */
function createTextMask(
  { tags, names }: MaskScope,
  phoneTag: PhoneTagger,
): (text: string) => string {
  const namePattern = names.length === 0 ? undefined : patternOf(names);
  return (text) => {
    const masked = tagPhones(
      text
        .replace(MESSAGE_ID, (id) => tags.tagOf("id", id))
        .replace(OPAQUE_ID, (id) => phoneTag(id))
        .replace(GROUP_JID, (id) => phoneTag(id))
        .replace(
          VCARD_NAME,
          (_, head: string, value: string) =>
            head + (value.trim() === "" ? value : tagOfName(tags, value.trim())),
        ),
      phoneTag,
    );
    return namePattern === undefined
      ? masked
      : masked.replace(namePattern, (name) => tagOfName(tags, name));
  };
}

/** Letters of scripts that put no spaces between words: a name may be followed by anything. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;

/** A character as a pattern, with its accents on it or behind it. */
function anyCoding(char: string): string {
  const apart = char.normalize("NFD");
  return apart === char
    ? char.replace(/[\\^$.*+?()[\]{}|]/, String.raw`\$&`)
    : `(?:${char}|${apart})`;
}

function patternOf(names: readonly string[]): RegExp {
  const escaped = names.map((name) => {
    const literal = Array.from(name.normalize("NFC"), anyCoding).join("");
    return UNSPACED.test(name) ? literal : `(?<![\\p{L}\\p{N}-])${literal}(?![\\p{L}\\p{N}])`;
  });
  return new RegExp(escaped.join("|"), "giu");
}
