import {
  logRoot,
  parseFileName,
  type CalendarDay,
  type DayFile,
  type LogKind,
  type LogRoot,
} from "@org/log-core";
import { phoneTest, type PhoneCondition } from "../query/phone-condition.ts";
import { plannedFile, type PlannedFile } from "./planned-file.ts";

/** A file's name without its part. */
export type FileStem = Pick<DayFile, "log" | "key" | "instance">;

/** Where a name stands. */
export interface DayFolder {
  readonly root: LogRoot;
  readonly day: CalendarDay;
}

/** Which files a query needs, judged by name alone. */
export class FileSelection {
  /** The folders that hold the selected logs. */
  readonly roots: readonly LogRoot[];
  readonly #logs: readonly LogKind[];
  readonly #phones: PhoneCondition | undefined;
  readonly #isAsked: ((key: string) => boolean) | undefined;

  /** @param phones - Only these phones' files of the WhatsApp log; `undefined` for every phone's. */
  constructor(logs: readonly LogKind[], phones: PhoneCondition | undefined) {
    this.roots = [...new Set(logs.map(logRoot))];
    this.#logs = logs;
    this.#phones = phones;
    this.#isAsked = phones && phoneTest(foldedPhones(phones));
  }

  /**
   * The stems of a root's files, but for instances, if the selection names them all; `undefined` if
   * any phone may be there, so that the folder has to be listed.
   */
  stems(root: LogRoot): FileStem[] | undefined {
    if (root === "whatsapp") {
      // A beginning fits names that only a listing tells.
      if (this.#phones === undefined || this.#phones.prefixes.length > 0) return undefined;
      return this.#phones.keys.map((key) => ({ log: "whatsapp", key }));
    }
    return this.#logs.filter((log) => logRoot(log) === root).map((log) => ({ log, key: log }));
  }

  /** The names of the selected files, parts and instances aside, with `*` for what is open. */
  names(): string[] {
    const { keys, prefixes } = this.#phones ?? { keys: [], prefixes: [""] };
    return this.#logs.flatMap((log) =>
      log === "whatsapp"
        ? [...keys, ...prefixes.map((prefix) => `${prefix}*`)].map((key) => `whatsapp/*/${key}.log`)
        : [`app/*/${log}.log`],
    );
  }

  /** What a name in a day folder is: a file to read, one of the layout's others, or a stranger's. */
  select({ root, day }: DayFolder, name: string): PlannedFile | "foreign" | "other" {
    if (root === "whatsapp" && !this.#mayName(name)) return "other";
    const parsed = parseFileName(root, name);
    if (parsed === undefined) return "foreign";
    return this.#logs.includes(parsed.log) ? plannedFile({ ...parsed, day }) : "other";
  }

  /** Whether a name begins with a selected phone: quicker to tell than what else it says. */
  #mayName(name: string): boolean {
    if (this.#isAsked === undefined) return true;
    const [stem = ""] = name.split("~", 1);
    return this.#isAsked(stem.replace(/\.log$/, "").toLowerCase());
  }
}

/** Where file names ignore case, two keys that differ in case share one file. */
function foldedPhones({ keys, prefixes }: PhoneCondition): PhoneCondition {
  return {
    keys: keys.map((key) => key.toLowerCase()),
    prefixes: prefixes.map((prefix) => prefix.toLowerCase()),
  };
}
