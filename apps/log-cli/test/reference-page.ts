import type { CommandEntry } from "../src/command-entry.ts";
import { COMMANDS } from "../src/command-table.ts";
import { FLAGS, spellFlag, type FlagName } from "../src/flags.ts";

/** The page `docs/cli.md`, made of the tables that the parser, `--help` and the completions are made of. */
export function referencePage(): string {
  const commands = Object.entries(COMMANDS);
  return [
    "# log-cli",
    "",
    "Every command and option. This page is made from the table in the code that also makes `--help` and the shell completions: `pnpm vitest run --project log-cli reference -u` writes it anew. How to begin is in the [README of log-cli](../apps/log-cli/README.md).",
    "",
    ...commands.map(
      ([name, { words, summary }]) =>
        `- [\`log-cli ${`${name} ${words}`.trimEnd()}\`](#log-cli-${name}): ${lowerFirst(summary)}`,
    ),
    "",
    ...commands.flatMap(([name, entry]) => commandSection(name, entry)),
    ...FORMS_SECTION,
  ].join("\n");
}

function commandSection(name: string, entry: CommandEntry): string[] {
  const { words, summary, details, flags, examples } = entry;
  return [
    `## log-cli ${name}`,
    "",
    "```sh",
    `log-cli ${[name, words, "[OPTIONS]"].filter(Boolean).join(" ")}`,
    "```",
    "",
    `${summary}.${details === undefined ? "" : ` ${escape(details)}`}`,
    "",
    ...flags.map((flag) => `- ${flagLine(flag, entry)}`),
    "",
    "```sh",
    ...examples.map(({ typed, shows }) => `${typed} # ${shows}`),
    "```",
    "",
  ];
}

function flagLine(flag: FlagName, { flagHelp, defaultDays }: CommandEntry): string {
  const { short, help, list, defaultsTo } = FLAGS[flag];
  const names = [...(short === undefined ? [] : [`-${short}`]), `--${flag}`];
  const spelled = names.map((name) => `\`${spellFlag(name, FLAGS[flag])}\``);
  const own = flagHelp?.[flag];
  const standard = flag === "days" && defaultDays !== undefined ? `${defaultDays}` : defaultsTo;
  const notes = [
    ...(list === undefined ? [] : [list === "commas" ? "several with commas" : "may be repeated"]),
    ...(standard === undefined || own !== undefined ? [] : [`default: ${escape(standard)}`]),
  ];
  return `${spelled.join(", ")}: ${[escape(own ?? help), ...notes].join("; ")}`;
}

/** What Markdown would take for its own. */
function escape(text: string): string {
  return text.replaceAll("*", String.raw`\*`);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

const FORMS_SECTION: readonly string[] = [
  "## Output",
  "",
  "On a terminal the form is `pretty`, in a pipe `ndjson`; `-o` chooses.",
  "",
  "- `ndjson`: one entry per line, as it stands in the log. The fields come in the order `level`, `time`, `bot`, `instance`, `phone`, `from`, `direction`, `type`, `id`, `sentAt`, `data`, `truncated`, others, `msg`; those an entry does not have are left out.",
  "- `json`: one array of the same objects.",
  "- `csv`: RFC 4180 with a line of column names: the fields above, `data` and `other` as JSON. Values are unaltered, so that scripts get what was logged; a spreadsheet may read some as formulas.",
  "- `pretty`: for people. Nothing in it can act on the terminal.",
  "",
  "In `pretty`, `get` shows behind each message of the bot what became of it, as WhatsApp does: `✓` sent, `✓✓` delivered, `✓✓ read`, with the time, or why it failed. The statuses themselves are left out there, unless their message is not shown. The other forms give every line as it stands; with `--status` messages have a field `delivery` besides: `state`, `at` (when each state was reached) and `errors` (`code`, `title`, `details`).",
  "",
  "`waiting` gives people, not entries: `phone`, `since`, `waitingMs`, `messages` (how many have no answer), `last` (the newest of them), `reason` (`no answer` or `answer failed`) and `errors`.",
  "",
  "`cleanup`, `erase` and `doctor` report as `pretty` or, with `-o json`, as one object.",
  "",
  "## Exit codes",
  "",
  "- `0`: something was found or done; also when the reader of a pipe had enough.",
  "- `1`: nothing was found; `doctor`: something needs attention; `waiting`: nobody waits; `cleanup` and `erase`: the answer was no.",
  "- `2`: an error, one sentence on stderr with a code of [errors.md](errors.md); `--debug` adds the stack. Also when a file could not be read, since the answer is then incomplete.",
  "",
];
