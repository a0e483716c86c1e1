import type { CommandEntry } from "../command-entry.ts";
import { COMMANDS } from "../command-table.ts";
import { FLAGS, type Flag, type FlagName } from "../flags.ts";

/** The shells there is a script for. */
export const SHELLS = ["bash", "zsh"] as const;

/** One of {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/**
 * The completion script of a shell, made of the tables that parse and explain: commands, options,
 * values where they are few, folders, and the phones of the log folder.
 */
export function renderCompletion(shell: Shell): string {
  return shell === "bash" ? bashScript() : zshScript();
}

/** Asks the command itself, with the folder that is named on the line being typed. */
const LIST_PHONES = 'list --quick -o csv 2>/dev/null | tail -n +2 | cut -d, -f1 | tr -d "\\r"';

function bashScript(): string {
  return `# bash completion of log-cli; made by: log-cli completion bash
_log_cli_phones() {
  local dir=() i
  for ((i = 1; i < \${#COMP_WORDS[@]} - 1; i++)); do
    [[ \${COMP_WORDS[i]} == --dir ]] && dir=(--dir "\${COMP_WORDS[i + 1]/#\\~/$HOME}")
  done
  log-cli "\${dir[@]}" ${LIST_PHONES}
}
_log_cli() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command= i
  COMPREPLY=()
  # bash makes "=" a word of its own.
  if [[ $word == = ]]; then
    word= before+==
  elif [[ $before == = ]]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]}=
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
    ${Object.keys(COMMANDS).join(" | ")}) command=\${COMP_WORDS[i]} && break ;;
    esac
  done
  case $before in
${eachFlag(bashValues)}
  esac
  if [[ -z $command ]]; then
    COMPREPLY=($(compgen -W "${[...Object.keys(COMMANDS), "help", "--help", "--version"].join(" ")}" -- "$word"))
    return
  fi
  case $command in
${Object.entries(COMMANDS)
  .map(([name, entry]) => bashCommand(name, entry))
  .join("\n")}
  esac
}
complete -o bashdefault -F _log_cli log-cli
`;
}

function bashValues(names: readonly string[], flag: Flag, name: FlagName): string {
  // An option that may stand alone has its value behind "=" only.
  const alone = flag.bare === undefined ? names : [];
  const spelled = [...alone, ...names.map((alias) => `${alias}=`)].join(" | ");
  const own = Object.entries(COMMANDS).flatMap(([command, { flagChoices }]) => {
    const choices = flagChoices?.[name];
    return choices === undefined ? [] : [`${command}) ${bashWords({ choices })} ;;`];
  });
  const words = bashWords(flag);
  const values =
    own.length === 0 ? words : `case $command in ${[...own, `*) ${words} ;;`].join(" ")} esac`;
  return `  ${spelled}) ${values}; return ;;`;
}

function bashWords({ choices, names }: Pick<Flag, "choices" | "names">): string {
  if (choices !== undefined) return `COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$word"))`;
  if (names === "folder") return `compopt -o filenames; COMPREPLY=($(compgen -d -- "$word"))`;
  if (names === "file") return `compopt -o filenames; COMPREPLY=($(compgen -f -- "$word"))`;
  if (names === "phone") return `COMPREPLY=($(compgen -W "$(_log_cli_phones)" -- "$word"))`;
  return ":";
}

function bashCommand(name: string, { flags, wordsName }: CommandEntry): string {
  const options = flags.map((flag) => `--${flag}`).join(" ");
  const words =
    wordsName === undefined
      ? ":"
      : bashWords(wordsName === "phone" ? { names: wordsName } : { choices: wordsName });
  return `  ${name})
    if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "${options}" -- "$word")); else ${words}; fi ;;`;
}

/** A line for every option that takes a value. */
function eachFlag(
  render: (names: readonly string[], flag: Flag, name: FlagName) => string,
): string {
  return (Object.keys(FLAGS) as FlagName[])
    .filter((name) => FLAGS[name].value !== undefined)
    .map((name) => {
      const { short } = FLAGS[name];
      const names = [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
      return render(names, FLAGS[name], name);
    })
    .join("\n");
}

function zshScript(): string {
  const commands = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `    ${quote(`${name}:${summary}`)}`,
  );
  return `#compdef log-cli
# zsh completion of log-cli; made by: log-cli completion zsh
_log_cli_phones() {
  local -a phones dir
  local at=\${words[(I)--dir]}
  (( at > 0 && at < \${#words} )) && dir=(--dir \${(Q)~words[at + 1]})
  phones=(\${(f)"$(log-cli $dir ${LIST_PHONES})"})
  compadd -a phones
}
_log_cli() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands
  commands=(
${commands.join("\n")}
  )
  _arguments -C '--help[show help]' '--version[show the version]' '1: :->command' '*:: :->words'
  case $state in
  command) _describe command commands ;;
  words)
    case $line[1] in
${Object.entries(COMMANDS)
  .map(([name, entry]) => zshCommand(name, entry))
  .join("\n")}
    esac ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _log_cli "$@"; else compdef _log_cli log-cli; fi
`;
}

function zshCommand(name: string, entry: CommandEntry): string {
  const options = entry.flags.flatMap((flag) => zshOption(flag, entry));
  return `    ${name}) _arguments ${[...options, ...zshWords(entry)].join(" \\\n      ")} ;;`;
}

function zshWords({ words, takesWords, wordsName }: CommandEntry): string[] {
  if (!takesWords) return [];
  const [title = ""] = words.split(" ");
  if (wordsName === undefined) return [`'*:${title}: '`];
  if (wordsName !== "phone") return [`':${title}:(${wordsName.join(" ")})'`];
  const more = words.endsWith("FILE") ? "'*:FILE:_files'" : `'*:${title}: '`;
  return [`':${title}:_log_cli_phones'`, more];
}

function zshOption(name: FlagName, { flagHelp, flagChoices }: CommandEntry): string[] {
  const { short, value, list, names, bare } = FLAGS[name];
  const help = flagHelp?.[name] ?? FLAGS[name].help;
  const choices = flagChoices?.[name] ?? FLAGS[name].choices;
  const action =
    choices === undefined
      ? { folder: "_files -/", file: "_files", phone: "_log_cli_phones", none: " " }[
          names ?? "none"
        ]
      : `(${choices.join(" ")})`;
  const rest = `[${help.replaceAll(/[[\]:]/g, String.raw`\$&`)}]${value === undefined ? "" : `:${value}:${action}`}`;
  const many = list === undefined ? "" : "*";
  // With "=-" the value stands behind "=" only, with "=" there or in the next word.
  const joint = value === undefined ? "" : bare === undefined ? "=" : "=-";
  return [`--${name}${joint}`, ...(short === undefined ? [] : [`-${short}`])].map((spelled) =>
    quote(`${many}${spelled}${rest}`),
  );
}

/** A word of a shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
