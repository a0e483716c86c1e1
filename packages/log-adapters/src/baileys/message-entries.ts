import { tryParsePhoneKey } from "@org/log-core";
import type { AdaptedEntry } from "../entry/adapted-entry.ts";
import { linkEntries } from "../entry/link-entries.ts";
import { makeEntry, type EntryFacts } from "../entry/make-entry.ts";
import type { MessageData } from "../entry/message-data.ts";
import {
  fieldsOf,
  isObject,
  itemsOf,
  nameOf,
  numberOf,
  secondsToMs,
  someOf,
  textOf,
  type Fields,
} from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import type { Content } from "./content-reader.ts";
import { readContents } from "./message-content.ts";
import { readKey, type KeyFacts } from "./message-key.ts";
import { STUB_NAMES } from "./stub-names.ts";

/** The entries of one message: what it says, or the notice that it is. */
export function messageEntries(message: unknown, extra: MessageData = {}): readonly AdaptedEntry[] {
  const fields = fieldsOf(message);
  const { key, messageTimestamp, pushName, verifiedBizName } = fields;
  const facts = readKey(withParticipant(key, fields["participant"]));
  const contents = isObject(fields["message"]) ? readContents(fields["message"]) : [];
  const name = facts.fromMe ? undefined : (textOf(pushName) ?? textOf(verifiedBizName));
  const sentAtMs = secondsToMs(messageTimestamp);
  if (contents.length === 0) {
    const entry = makeEntry({ ...stubFacts(fields, facts, extra), sentAtMs }, message);
    return [entry, ...facts.links, ...changedNumber(fields, facts)];
  }
  const entries = contents.map((content) =>
    makeEntry({ ...contentFacts(content, facts, { ...extra, name }), sentAtMs }, message),
  );
  return [...entries, ...facts.links];
}

/** A notice that somebody goes by another number: its parameters and whom it is about. */
function changedNumber(fields: Fields, facts: KeyFacts): readonly AdaptedEntry[] {
  const { messageStubType: stub, messageStubParameters: parameters } = fields;
  const ids = itemsOf(parameters);
  const kind = STUB_NAMES[numberOf(stub) ?? 0];
  // In a group the author is the old one, in a chat the chat is the new one.
  if (kind === "GROUP_PARTICIPANT_CHANGE_NUMBER" && ids.length === 1) {
    return linkEntries([facts.authors[0], ids[0]], "changed");
  }
  if (kind !== "INDIVIDUAL_CHANGE_NUMBER" || ids.length > 2) return [];
  const [chat] = facts.phones.map(tryParsePhoneKey);
  return linkEntries([...ids.filter((id) => tryParsePhoneKey(id) !== chat), chat], "changed");
}

/** In older versions the author of a group's message stands beside its key. */
function withParticipant(key: unknown, participant: unknown): unknown {
  const fields = fieldsOf(key);
  return fields["participant"] === undefined ? { ...fields, participant } : fields;
}

function contentFacts(
  { type, data, direction }: Content,
  facts: KeyFacts,
  extra: MessageData,
): EntryFacts {
  const about = type === "edit" ? (data.about ?? nameOf(facts.id)) : data.about;
  return {
    phones: facts.phones,
    authors: facts.authors,
    direction: direction ?? facts.direction,
    type,
    id: facts.id,
    data: { ...extra, ...data, ...(about === undefined ? undefined : { about }) },
  };
}

function stubFacts(fields: Fields, facts: KeyFacts, extra: MessageData): EntryFacts {
  const { messageStubType: stub, messageStubParameters: parameters } = fields;
  const number = numberOf(stub);
  const kind =
    number === undefined ? (textOf(stub) ?? "empty") : (STUB_NAMES[number] ?? `stub ${number}`);
  const type = stubType(kind);
  return {
    phones: facts.phones,
    authors: facts.authors,
    direction: type === "unsupported" ? facts.direction : "SYSTEM",
    type,
    id: facts.id,
    data: {
      ...extra,
      kind,
      ...(type === "revoke" ? { about: nameOf(facts.id) } : undefined),
      content: scrub(someOf(itemsOf(parameters))),
    },
  };
}

function stubType(kind: string): string {
  if (/^(?:GROUP|COMMUNITY|SUBGROUP|LINKED_GROUP|SUB_GROUP)_/.test(kind)) return "group";
  if (/^(?:CALL|SILENCED|VOICE_CHAT)_|_CALL_/.test(kind)) return "call";
  if (kind === "REVOKE") return "revoke";
  // It could not be decrypted, or the library was too old for it.
  return /^(?:CIPHERTEXT|FUTUREPROOF|UNKNOWN|empty)$/.test(kind) || kind.startsWith("stub ")
    ? "unsupported"
    : "system";
}

const STATUSES = ["failed", "pending", "sent", "delivered", "read", "played"];

/** The entries of one change of a message: how it fared, a new text, a vote, that it was taken back. */
export function updateEntries(payload: unknown): readonly AdaptedEntry[] {
  const { key, update } = fieldsOf(payload);
  const fields = fieldsOf(update);
  const facts = readKey(key);
  const entries = [
    ...statusEntries(fields, facts, payload),
    ...changedEntries(fields, key, facts),
    ...voteEntries(fields, facts, payload),
  ];
  if (entries.length > 0) return [...entries, ...facts.links];
  // Stars and the like: what changed is said by its name.
  const changed = Object.keys(fields).find((name) => fields[name] !== undefined);
  const data = { kind: changed ?? "update", about: nameOf(facts.id), content: scrub(fields) };
  return [makeEntry({ ...facts, direction: "SYSTEM", type: "system", data }, payload)];
}

function statusEntries(fields: Fields, facts: KeyFacts, payload: unknown): readonly AdaptedEntry[] {
  const { status, messageStubParameters: reasons, messageTimestamp } = fields;
  if (status === undefined || status === null) return [];
  const word = STATUSES[numberOf(status) ?? -1] ?? nameOf(status)?.toLowerCase();
  const codes = word === "failed" ? itemsOf(reasons).flatMap((reason) => nameOf(reason) ?? []) : [];
  const errors = someOf(codes.map((code) => ({ code })));
  return [
    makeEntry(
      {
        ...facts,
        direction: "SYSTEM",
        type: "status",
        sentAtMs: secondsToMs(messageTimestamp),
        ...(word === "failed" ? { level: "error" } : undefined),
        data: { status: word, errors },
      },
      payload,
    ),
  ];
}

function changedEntries(fields: Fields, key: unknown, facts: KeyFacts): readonly AdaptedEntry[] {
  const { message, messageStubType: stub, messageTimestamp, key: ownKey, pushName } = fields;
  if (isObject(message)) return messageEntries({ key, message, messageTimestamp, pushName });
  if (stub === undefined || stub === null) return [];
  if (stubType(STUB_NAMES[numberOf(stub) ?? 0] ?? "") !== "revoke")
    return messageEntries({ ...fields, key });
  const own = fieldsOf(ownKey)["id"];
  const data = { about: nameOf(facts.id) };
  const { phones, authors, direction, id } = facts;
  return [makeEntry({ phones, authors, direction, type: "revoke", id: own ?? id, data }, fields)];
}

function voteEntries(fields: Fields, facts: KeyFacts, payload: unknown): readonly AdaptedEntry[] {
  return itemsOf(fields["pollUpdates"]).map((vote) => {
    const { pollUpdateMessageKey, senderTimestampMs } = fieldsOf(vote);
    const voter = readKey(pollUpdateMessageKey);
    return makeEntry(
      {
        phones: [...facts.phones, ...voter.phones],
        authors: voter.authors,
        direction: voter.direction,
        type: "poll_vote",
        id: voter.id,
        sentAtMs: numberOf(senderTimestampMs),
        data: { about: nameOf(facts.id) },
      },
      payload,
    );
  });
}

/** The entries of a receipt in a group: who has got, read or played a message, and when. */
export function receiptEntries(payload: unknown): readonly AdaptedEntry[] {
  const { key, receipt } = fieldsOf(payload);
  const fields = fieldsOf(receipt);
  const facts = readKey(key);
  const times = [
    ["delivered", fields["receiptTimestamp"]],
    ["read", fields["readTimestamp"]],
    ["played", fields["playedTimestamp"]],
  ] as const;
  const told = times.filter(([, time]) => numberOf(time) !== undefined);
  return (told.length > 0 ? told : [["pending", undefined] as const]).map(([status, time]) =>
    makeEntry(
      {
        ...facts,
        authors: [fields["userJid"]],
        direction: "SYSTEM",
        type: "status",
        sentAtMs: secondsToMs(time),
        data: { status },
      },
      payload,
    ),
  );
}

/** The entry of a reaction, told apart from the message that brings it. */
export function reactionEntry(payload: unknown): AdaptedEntry {
  const { key, reaction } = fieldsOf(payload);
  const { key: ownKey, text, senderTimestampMs } = fieldsOf(reaction);
  const facts = readKey(ownKey ?? key);
  const data = { reaction: { emoji: textOf(text) }, about: nameOf(fieldsOf(key)["id"]) };
  return makeEntry(
    { ...facts, type: "reaction", sentAtMs: numberOf(senderTimestampMs), data },
    payload,
  );
}
