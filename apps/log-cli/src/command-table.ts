import type { CommandEntry, CommandName } from "./command-entry.ts";
import { DEFAULT_DAYS } from "./default-days.ts";
import {
  COMMON_FLAGS,
  CONTEXT_FLAGS,
  CURSOR_FLAGS,
  FILTER_FLAGS,
  PERIOD_FLAGS,
  READING_FLAGS,
} from "./flags.ts";

const REPORT_HELP = "pretty or json (default: pretty)";
/** The forms of a report. */
const REPORT_FORMS = ["pretty", "json"] as const;

const LIST: CommandEntry = {
  words: "",
  takesWords: false,
  summary: "Show which phones have a log, how much, and when last",
  details:
    "Other ids of the same person stand below a phone. Counting reads every file of these days once, " +
    "about a second for half a gigabyte; with --quick none is opened. A day that is asked for counts whole.",
  flags: [
    "days",
    "since",
    "until",
    "on",
    "phone",
    "exact",
    "quick",
    "limit",
    "tz",
    "output",
    "safe",
    "no-pager",
    ...COMMON_FLAGS,
  ],
  examples: [
    { typed: "log-cli list", shows: "every phone, the last active first" },
    { typed: "log-cli list --days 1", shows: "who was active yesterday or today" },
    { typed: "log-cli list --quick", shows: "without entries, however much there is" },
    { typed: "log-cli list -o json", shows: "for a script" },
  ],
  load: async () => (await import("./commands/list.ts")).list,
};

const GET: CommandEntry = {
  words: "PHONE",
  takesWords: true,
  wordsName: "phone",
  summary: "Show the messages of a phone, oldest first",
  details:
    "PHONE is a number as people write it, in one piece or several, a WhatsApp id, or what numbers " +
    "begin with: 39*. A person is shown under all ids that are known of them. Without PHONE, --log app " +
    "and --log requests show those logs.",
  flags: [
    ...READING_FLAGS,
    ...CONTEXT_FLAGS,
    ...CURSOR_FLAGS,
    "everywhere",
    "explain",
    "output",
    "safe",
    "no-pager",
    ...COMMON_FLAGS,
  ],
  defaultDays: DEFAULT_DAYS.get,
  examples: [
    { typed: "log-cli get 1234567890", shows: "the last 7 days" },
    { typed: "log-cli get +39 123 456 7890 --days 30", shows: "as it stands on a business card" },
    { typed: "log-cli get 1234567890 --on yesterday", shows: "one day" },
    { typed: "log-cli get 1234567890 --since 2h -o csv", shows: "the last two hours as a table" },
    { typed: "log-cli get 1234567890 --everywhere", shows: "groups, app and requests too" },
    { typed: "log-cli get --log app --min-level error", shows: "what went wrong in the bot" },
  ],
  load: async () => (await import("./commands/get.ts")).get,
};

const SEARCH: CommandEntry = {
  words: "TEXT",
  takesWords: true,
  summary: "Find a text in all logs: messages, app and requests",
  details:
    "Without capitals in TEXT, case does not matter. Options can filter without a TEXT. Fields are " +
    "named as in the log: type, data.text, err.message.",
  flags: [
    ...READING_FLAGS,
    ...CONTEXT_FLAGS,
    ...CURSOR_FLAGS,
    "explain",
    "output",
    "safe",
    "no-pager",
    ...COMMON_FLAGS,
  ],
  defaultDays: DEFAULT_DAYS.search,
  examples: [
    { typed: "log-cli search payment failed", shows: "these two words, one after the other" },
    { typed: "log-cli search error --log app,requests --days 1", shows: "not in messages" },
    { typed: "log-cli search --type image --direction incoming", shows: "by options alone" },
    { typed: 'log-cli search --regex "order [0-9]+"', shows: "a regular expression" },
    { typed: "log-cli search --status failed", shows: "answers that did not arrive, and why" },
    { typed: "log-cli search refund -C 3", shows: "with what was said around it" },
    { typed: 'log-cli search --where "data.status>=500"', shows: "by a field" },
    {
      typed: "log-cli search --min-level error --cursor-file seen",
      shows: "news since the last run",
    },
    { typed: "log-cli search refund -o ndjson | jq -r .phone", shows: "whose messages have it" },
  ],
  load: async () => (await import("./commands/search.ts")).search,
};

const TAIL: CommandEntry = {
  words: "[PHONE]",
  takesWords: true,
  wordsName: "phone",
  summary: "Show the newest entries, and with -f what comes after them",
  details: "Without PHONE it shows all logs. Ctrl-C ends it.",
  flags: ["follow", "lines", ...FILTER_FLAGS, "tz", "output", ...COMMON_FLAGS],
  examples: [
    { typed: "log-cli tail -f", shows: "everything, as it happens" },
    { typed: "log-cli tail 1234567890 -n 50", shows: "the last 50 messages of a phone" },
    { typed: "log-cli tail -f --log app,requests --min-level warn", shows: "what goes wrong" },
    { typed: "log-cli tail -f -o ndjson | jq -r .phone", shows: "for a script" },
  ],
  load: async () => (await import("./commands/tail.ts")).tail,
};

const STATS: CommandEntry = {
  words: "[PHONE]",
  takesWords: true,
  wordsName: "phone",
  summary: "Count entries by day, hour, direction, type, phone and error",
  details:
    "Without PHONE it counts all logs. Days and hours are those of the folder's zone. With PHONE it also " +
    "says what became of messages, as --delivery does for all: that takes a second look at the files.",
  flags: [
    ...PERIOD_FLAGS,
    ...FILTER_FLAGS,
    "by",
    "top",
    "delivery",
    "tz",
    "output",
    "no-pager",
    ...COMMON_FLAGS,
  ],
  flagHelp: {
    output: REPORT_HELP,
    tz: "read times of --since and the like in this zone (default: the folder's own)",
  },
  flagChoices: { output: REPORT_FORMS },
  defaultDays: DEFAULT_DAYS.stats,
  examples: [
    { typed: "log-cli stats", shows: "the last 30 days" },
    { typed: "log-cli stats 1234567890 --days 7", shows: "one phone" },
    { typed: "log-cli stats --log requests --by data.status", shows: "answers of the API" },
    {
      typed: "log-cli stats --delivery --days 7",
      shows: "what arrived, how soon, and what failed",
    },
    { typed: "log-cli stats -o json | jq .hours", shows: "for a script" },
  ],
  load: async () => (await import("./commands/stats.ts")).stats,
};

const EXPORT: CommandEntry = {
  words: "PHONE FILE",
  takesWords: true,
  wordsName: "phone",
  summary: "Write the messages of a phone to a file",
  details:
    "FILE ends in .json, .ndjson, .csv (for spreadsheets), .txt (WhatsApp's own form) or .html (a " +
    "page that looks like the conversation), with .gz behind it to compress; - is stdout. A file " +
    "appears only when it is complete, and only you can read it.",
  flags: [...READING_FLAGS, "output", "mask", "safe", "raw", "force", ...COMMON_FLAGS],
  flagHelp: {
    output: "json, ndjson, csv, txt or html (default: what FILE ends in, ndjson for -)",
  },
  flagChoices: { output: ["json", "ndjson", "csv", "txt", "html"] },
  defaultDays: DEFAULT_DAYS.export,
  examples: [
    { typed: "log-cli export 1234567890 chat.json", shows: "the last 30 days" },
    { typed: "log-cli export 1234567890 chat.html --force", shows: "again, over it, to look at" },
    { typed: "log-cli export +39 123 456 7890 chat.csv.gz", shows: "the last word is FILE" },
    { typed: "log-cli export 1234567890 me.html --mask=others", shows: "for the customer" },
    { typed: "log-cli export 1234567890 - -o txt | less", shows: "on stdout" },
  ],
  load: async () => (await import("./commands/export.ts")).exportPhone,
};

const WAITING: CommandEntry = {
  words: "",
  takesWords: false,
  summary: "Show who waits: no answer to their last message, or one that failed",
  details:
    "A person waits from the first message on after which nothing of the bot arrived. Reactions, votes, " +
    "edits, calls and notices are neither messages nor answers. Ends with 0 if somebody waits, 1 if " +
    "nobody does, 2 if it could not be told.",
  flags: [
    "over",
    "days",
    "since",
    "phone",
    "exact",
    "groups",
    "limit",
    "tz",
    "output",
    "safe",
    "no-pager",
    ...COMMON_FLAGS,
  ],
  defaultDays: DEFAULT_DAYS.waiting,
  examples: [
    { typed: "log-cli waiting", shows: "for more than an hour, longest first" },
    { typed: "log-cli waiting --over 2h --days 1", shows: "who wrote in the last 24 hours" },
    { typed: "log-cli waiting --over 4h -o json", shows: "for a script" },
    { typed: "log-cli waiting -o csv --safe > waiting.csv && mail ...", shows: "for cron" },
  ],
  load: async () => (await import("./commands/waiting.ts")).waiting,
};

const CLEANUP: CommandEntry = {
  words: "",
  takesWords: false,
  summary: "Remove days older than the folder keeps",
  details:
    "A running bot does this by itself. Whole days are removed, by the date in their name; files " +
    "the log folder does not know are left alone. On a terminal it asks first.",
  flags: ["days", "dry-run", "yes", "set", "output", ...COMMON_FLAGS],
  flagHelp: {
    days: "keep today and N days before it (default: what the folder is set to)",
    output: REPORT_HELP,
  },
  flagChoices: { output: REPORT_FORMS },
  examples: [
    { typed: "log-cli cleanup --dry-run", shows: "what would go" },
    { typed: "log-cli cleanup", shows: "for cron, where bots have stopped" },
    { typed: "log-cli cleanup --days 14", shows: "remove more, this once" },
    { typed: "log-cli cleanup --days 90 --set", shows: "from now on keep 90 days" },
  ],
  load: async () => (await import("./commands/cleanup.ts")).cleanUp,
};

const ERASE: CommandEntry = {
  words: "PHONE",
  takesWords: true,
  wordsName: "phone",
  summary: "Remove what is kept of a phone, for good",
  details:
    "Says what it will remove and asks: the person's log under every id that is known of them. Safe " +
    "while bots run. The receipt names nobody, so that it can be kept as proof.",
  flags: ["everywhere", "exact", "dry-run", "yes", "output", ...COMMON_FLAGS],
  flagHelp: { output: REPORT_HELP },
  flagChoices: { output: REPORT_FORMS },
  examples: [
    { typed: "log-cli erase 1234567890 --dry-run", shows: "what would go" },
    { typed: "log-cli erase 1234567890", shows: "all days of its own log" },
    { typed: "log-cli erase 1234567890 --everywhere", shows: "groups, app and requests too" },
    { typed: "log-cli erase 1234567890 --yes -o json", shows: "for a script" },
  ],
  load: async () => (await import("./commands/erase.ts")).erasePhone,
};

const DOCTOR: CommandEntry = {
  words: "",
  takesWords: false,
  summary: "Look for what is wrong with the folder, and say what to do",
  details:
    "Checks access, modes, space, clock and zone, file system, lines, files, links, retention, running " +
    "bots and their limits. Reads every line; changes nothing. Ends with 1 if something needs attention.",
  flags: ["output", ...COMMON_FLAGS],
  flagHelp: { output: REPORT_HELP },
  flagChoices: { output: REPORT_FORMS },
  examples: [
    { typed: "log-cli doctor", shows: "run it as the user the bot runs as" },
    { typed: "log-cli doctor -o json", shows: "for monitoring" },
  ],
  load: async () => (await import("./commands/doctor.ts")).examine,
};

const COMPLETION: CommandEntry = {
  words: "SHELL",
  takesWords: true,
  wordsName: ["bash", "zsh"],
  summary: "Print the completion script of a shell: bash or zsh",
  flags: COMMON_FLAGS.filter((flag) => flag !== "dir"),
  examples: [
    { typed: "log-cli completion bash >> ~/.bashrc", shows: "for bash" },
    { typed: "log-cli completion zsh >> ~/.zshrc", shows: "for zsh" },
  ],
  load: async () => (await import("./commands/completion.ts")).printCompletion,
};

/** Every command there is, in the order of help. */
export const COMMANDS: Readonly<Record<CommandName, CommandEntry>> = {
  list: LIST,
  get: GET,
  search: SEARCH,
  tail: TAIL,
  export: EXPORT,
  stats: STATS,
  waiting: WAITING,
  cleanup: CLEANUP,
  erase: ERASE,
  doctor: DOCTOR,
  completion: COMPLETION,
};

/** Whether a word names a command. */
export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(COMMANDS, word);
}
