import type { CommandLine } from "./command-line.ts";
import type { ExitCode } from "./exit-code.ts";
import { COMMON_FLAGS, READING_FLAGS, type FlagName } from "./flags.ts";
import type { Io } from "./io.ts";

/** The name of a command. */
export type CommandName = "list" | "get" | "search" | "export" | "cleanup";

/** What a command does: plain code, without the parser, `process` or `console`. */
type Command = (line: CommandLine, io: Io) => Promise<ExitCode>;

/** An example of help: what to type, and what it is for. */
interface Example {
  readonly typed: string;
  readonly shows: string;
}

/** What help and the parser know of a command; its code is loaded only when it runs. */
export interface CommandEntry {
  /** The words it takes, as help shows them. */
  readonly words: string;
  /** Whether words may follow at all. */
  readonly takesWords: boolean;
  /** One line of the overview. */
  readonly summary: string;
  /** What else there is to know, a sentence or two. */
  readonly details?: string;
  readonly flags: readonly FlagName[];
  /** Options that mean something of their own here. */
  readonly flagHelp?: Readonly<Partial<Record<FlagName, string>>>;
  /** What `--days` is without it and without another period; `undefined` is everything. */
  readonly defaultDays?: number;
  readonly examples: readonly Example[];
  readonly load: () => Promise<Command>;
}

const LIST: CommandEntry = {
  words: "",
  takesWords: false,
  summary: "Show which phones have a log, with days and sizes",
  details: "Reads only names and sizes of files, so it is quick however much there is.",
  flags: ["days", "since", "until", "on", "phone", "limit", "tz", "output", ...COMMON_FLAGS],
  examples: [
    { typed: "log-cli list", shows: "every phone, the last active first" },
    { typed: "log-cli list --days 1", shows: "who was active yesterday or today" },
    { typed: "log-cli list -o json", shows: "for a script" },
  ],
  load: async () => (await import("./commands/list.ts")).list,
};

const GET: CommandEntry = {
  words: "PHONE",
  takesWords: true,
  summary: "Show the messages of a phone, oldest first",
  details: "PHONE is a number as people write it, in one piece or several, or a WhatsApp id.",
  flags: [...READING_FLAGS, "output", ...COMMON_FLAGS],
  defaultDays: 7,
  examples: [
    { typed: "log-cli get 1234567890", shows: "the last 7 days" },
    { typed: "log-cli get +39 123 456 7890 --days 30", shows: "as it stands on a business card" },
    { typed: "log-cli get 1234567890 --on yesterday", shows: "one day" },
    { typed: "log-cli get 1234567890 --since 2h -o csv", shows: "the last two hours as a table" },
  ],
  load: async () => (await import("./commands/get.ts")).get,
};

const SEARCH: CommandEntry = {
  words: "TEXT",
  takesWords: true,
  summary: "Find a text in all logs: messages, app and requests",
  details:
    'Without capitals in TEXT, case does not matter. "" finds everything, so that options can filter alone.',
  flags: [...READING_FLAGS, "output", ...COMMON_FLAGS],
  defaultDays: 7,
  examples: [
    { typed: "log-cli search payment failed", shows: "these two words, one after the other" },
    { typed: "log-cli search error --log app,requests --days 1", shows: "not in messages" },
    { typed: 'log-cli search "" --type image --direction incoming', shows: "by options alone" },
    { typed: "log-cli search refund -o ndjson | jq -r .phone", shows: "whose messages have it" },
  ],
  load: async () => (await import("./commands/search.ts")).search,
};

const EXPORT: CommandEntry = {
  words: "PHONE FILE",
  takesWords: true,
  summary: "Write the messages of a phone to a file",
  details:
    "FILE ends in .json (one array) or .ndjson (one entry per line). It appears only when it is " +
    "complete, and only you can read it.",
  flags: [...READING_FLAGS, "force", ...COMMON_FLAGS],
  defaultDays: 30,
  examples: [
    { typed: "log-cli export 1234567890 chat.json", shows: "the last 30 days" },
    { typed: "log-cli export 1234567890 chat.ndjson --days 7 --force", shows: "again, over it" },
    { typed: "log-cli export +39 123 456 7890 chat.json", shows: "the last word is FILE" },
  ],
  load: async () => (await import("./commands/export.ts")).exportPhone,
};

const CLEANUP: CommandEntry = {
  words: "",
  takesWords: false,
  summary: "Remove days older than the folder keeps",
  details:
    "A running bot does this by itself. Whole days are removed, by the date in their name; files " +
    "the log folder does not know are left alone.",
  flags: ["days", "dry-run", "set", ...COMMON_FLAGS],
  flagHelp: { days: "keep today and N days before it (default: what the folder is set to)" },
  examples: [
    { typed: "log-cli cleanup --dry-run", shows: "what would go" },
    { typed: "log-cli cleanup", shows: "for cron, where bots have stopped" },
    { typed: "log-cli cleanup --days 14", shows: "remove more, this once" },
    { typed: "log-cli cleanup --days 90 --set", shows: "from now on keep 90 days" },
  ],
  load: async () => (await import("./commands/cleanup.ts")).cleanUp,
};

/** Every command there is, in the order of help. */
export const COMMANDS: Readonly<Record<CommandName, CommandEntry>> = {
  list: LIST,
  get: GET,
  search: SEARCH,
  export: EXPORT,
  cleanup: CLEANUP,
};

/** Whether a word names a command. */
export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(COMMANDS, word);
}
