import type { CommandEntry, CommandName } from "../command-entry.ts";
import { COMMANDS } from "../command-table.ts";
import { FLAGS, spellFlag, type FlagName } from "../flags.ts";
import { wrapWords } from "./wrap-words.ts";

/** Wider lines are hard to read; narrower columns leave no room for words. */
const MAX_COLUMNS = 100;
const MIN_COLUMNS = 40;

/** What `log-cli --help` shows. */
export function renderOverview(columns: number): string {
  const width = clamp(columns);
  const commands = Object.entries(COMMANDS).map(([name, { words, summary }]) => ({
    left: `${name} ${words}`.trimEnd(),
    right: summary,
  }));
  return join([
    ...wrapWords("log-cli: the logs of WhatsApp bots, one per phone number", width),
    "",
    "Usage: log-cli COMMAND [OPTIONS]",
    "",
    "Commands:",
    ...twoColumns(commands, width),
    "",
    ...wrapWords("log-cli COMMAND --help shows a command's options, with examples.", width),
    ...wrapWords("log-cli --version shows which version this is.", width),
    "",
    ...wrapWords("The log folder is --dir, else LOG_DIR, else app/logs where you are.", width),
    ...wrapWords(
      "Ends with 0 if something was found or done, 1 if nothing was found, 2 on an error.",
      width,
    ),
  ]);
}

/** What `log-cli COMMAND --help` shows. */
export function renderHelp(name: CommandName, columns: number): string {
  const width = clamp(columns);
  const command = COMMANDS[name];
  const examples = command.examples.map(({ typed, shows }) => ({ left: typed, right: shows }));
  return join([
    ...wrapWords(
      ["Usage: log-cli", name, command.words, "[OPTIONS]"].filter(Boolean).join(" "),
      width,
    ),
    "",
    ...wrapWords(`${command.summary}.`, width),
    ...(command.details === undefined ? [] : wrapWords(command.details, width)),
    "",
    "Options:",
    ...twoColumns(
      command.flags.map((flag) => ({ left: spell(flag), right: explain(flag, command) })),
      width,
    ),
    "",
    "Examples:",
    ...twoColumns(examples, width),
  ]);
}

function spell(flag: FlagName): string {
  const { short } = FLAGS[flag];
  const letter = short === undefined ? "    " : `-${short}, `;
  return letter + spellFlag(`--${flag}`, FLAGS[flag]);
}

function explain(flag: FlagName, command: CommandEntry): string {
  const own = command.flagHelp?.[flag];
  if (own !== undefined) return own;
  const { help, list, defaultsTo } = FLAGS[flag];
  const days =
    flag === "days" && command.defaultDays !== undefined ? `${command.defaultDays}` : undefined;
  const standard = days ?? defaultsTo;
  return (
    help +
    (list === undefined ? "" : LIST_HELP[list]) +
    (standard === undefined ? "" : ` (default: ${standard})`)
  );
}

const LIST_HELP = { commas: "; several with commas", repeated: "; may be repeated" } as const;

interface Row {
  readonly left: string;
  readonly right: string;
}

const MIN_RIGHT_COLUMNS = 24;

/** Pairs side by side, or the second under the first where there is no room. */
function twoColumns(rows: readonly Row[], width: number): string[] {
  const indent = Math.max(...rows.map(({ left }) => left.length)) + 4;
  if (width - indent < MIN_RIGHT_COLUMNS) {
    return rows.flatMap(({ left, right }) => [
      // Without the room for a short name, since what is below would not stand out from it.
      `  ${left.trimStart()}`,
      ...wrapWords(right, width - 6).map((line) => `      ${line}`),
    ]);
  }
  return rows.flatMap(({ left, right }) =>
    wrapWords(right, width - indent).map((line, at) =>
      at === 0 ? `  ${left.padEnd(indent - 2)}${line}` : " ".repeat(indent) + line,
    ),
  );
}

function clamp(columns: number): number {
  return Math.min(Math.max(columns, MIN_COLUMNS), MAX_COLUMNS);
}

function join(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
