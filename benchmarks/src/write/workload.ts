import { PHRASES, PROFILE_NAMES } from "../corpus/phrases.ts";
import { corpusPhone } from "../corpus/make-corpus.ts";
import { createRandom } from "../random.ts";

/** What a bot logs: one message, in the form that every subject is given. */
export interface Message {
  readonly phone: string;
  readonly direction: "INCOMING" | "OUTGOING";
  readonly type: string;
  /** Ends with the entry's number, by which it is found again on disk. */
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Which entries a run writes. */
export interface WorkloadOptions {
  readonly entries: number;
  readonly phones: number;
}

/** The entries of a run, by their number from 0. */
export type Workload = (number: number) => Message;

const ID_PREFIX = "wamid.HBgMMzkzMzEwMDAwMDAwFQIAERgSQzA5";
const ID_DIGITS = 8;
/** Finds the number of an entry in what a subject has written, whatever the rest of the line. */
export const ENTRY_NUMBER: RegExp = new RegExp(
  `${ID_PREFIX.replace(".", "\\.")}(\\d{${ID_DIGITS}})`,
  "g",
);

const DIFFERENT_TEXTS = 4_096;
/** Makes lines of about 300 bytes. */
const MIN_TEXT_CHARS = 32;

/**
 * Makes the entries of a run: the same for every subject, each phone as likely as any other, so that
 * no order of the phones favours a cache of open files. What is costly is made beforehand.
 */
export function createWorkload({ entries, phones }: WorkloadOptions): Workload {
  const random = createRandom("write");
  const names = Array.from({ length: phones }, (_, index) => corpusPhone(index));
  const phoneOf = Uint32Array.from({ length: entries }, () => random.below(phones));
  const texts = Array.from({ length: DIFFERENT_TEXTS }, () => {
    let text = random.pick(PHRASES);
    while (text.length < MIN_TEXT_CHARS) text += ` ${random.pick(PHRASES)}`;
    return text;
  });
  const profiles = texts.map(() => random.pick(PROFILE_NAMES));
  return (number) => {
    const content = number % DIFFERENT_TEXTS;
    return {
      phone: names[phoneOf[number] ?? 0] ?? "",
      direction: (number & 1) === 0 ? "INCOMING" : "OUTGOING",
      type: "text",
      id: ID_PREFIX + String(number).padStart(ID_DIGITS, "0"),
      data: { text: texts[content], profile: { name: profiles[content] }, forwarded: false },
    };
  };
}
