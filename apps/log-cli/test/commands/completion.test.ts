import { execFile, execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/command-table.ts";
import { FLAGS } from "../../src/flags.ts";
import { renderCompletion } from "../../src/render/completion.ts";
import { runCli } from "../fake-io.ts";
import { folderWith } from "../log-folder.ts";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const run = promisify(execFile);

function has(shell: string): boolean {
  try {
    execFileSync(shell, ["-c", "exit 0"]);
    return true;
  } catch {
    return false;
  }
}

test.each(["bash", "zsh"] as const)(
  "%s: every command and option is in the script",
  async (shell) => {
    const { code, stdout } = await runCli(["completion", shell], { cwd: tempDir() });
    expect(code).toBe(0);
    expect(stdout).toBe(renderCompletion(shell));
    for (const [name, { flags }] of Object.entries(COMMANDS)) {
      expect(stdout).toContain(name);
      for (const flag of flags) expect(stdout).toContain(`--${flag}`);
    }
    for (const { choices } of Object.values(FLAGS)) {
      expect(stdout).toContain((choices ?? []).join(" "));
    }
  },
);

test.each([[[]], [["fish"]], [["bash", "zsh"]]])("%j is no shell", async (words) => {
  const { code, stderr } = await runCli(["completion", ...words], { cwd: tempDir() });
  expect(stderr).toMatch(/^log-cli: SHELL must be bash or zsh, but /);
  expect(code).toBe(2);
});

/** A folder for PATH in which the command has its name, and a log folder to stand in. */
function place(): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
  const bin = tempDir();
  writeFileSync(join(bin, "log-cli"), `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
  chmodSync(join(bin, "log-cli"), 0o755);
  writeFileSync(join(bin, "completion.zsh"), renderCompletion("zsh"));
  writeFileSync(join(bin, "completion.bash"), renderCompletion("bash"));
  const cwd = folderWith([
    { time: "2026-11-23T09:00:00.000Z", phone: "391112223334" },
    { time: "2026-11-23T09:00:00.000Z", phone: "395556667778" },
    { time: "2026-11-23T09:00:00.000Z", phone: "15550001111" },
  ]);
  const { LOG_DIR: _, INIT_CWD: __, ...env } = process.env;
  return { cwd, env: { ...env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, BIN: bin } };
}

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ["log-cli exp", ["export"]],
  ["log-cli get --dir", ["--dir", "--direction"]],
  ["log-cli search --log ", ["app", "requests", "whatsapp"]],
  ["log-cli search x -o nd", ["ndjson"]],
  ["log-cli stats -o ", ["json", "pretty"]],
  ["log-cli export 39 - --output=", ["csv", "html", "json", "ndjson", "txt"]],
  ["log-cli get 39", ["391112223334", "395556667778"]],
  ["log-cli search x --log=", ["app", "requests", "whatsapp"]],
  ["log-cli export 39 --mask=o", ["others"]],
  ["log-cli search x --explain --lim", ["--limit"]],
  ["log-cli completion ", ["bash", "zsh"]],
];

describe.skipIf(!has("bash"))("in a real bash", () => {
  test.each(CASES)("%j", async (typed, expected) => {
    const { cwd, env } = place();
    const script = `
      . "$BIN/completion.bash"
      read -ra COMP_WORDS <<< "\${1//=/ = }"; [[ $1 == *" " ]] && COMP_WORDS+=("")
      COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); COMP_LINE=$1; COMP_POINT=\${#1}
      compopt() { :; }
      _log_cli; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = await run("bash", ["-c", script, "bash", typed], { cwd, env });
    expect(stderr).toBe("");
    expect(stdout.split("\n").filter(Boolean).toSorted()).toEqual(expected);
  });
});

describe.skipIf(!has("zsh"))("in a real zsh, on a terminal of its own", () => {
  test.each(CASES)("%j", async (typed, expected) => {
    const { cwd, env } = place();
    // zsh completes only where it edits lines, so it gets a pseudo terminal, and shows what it found.
    const inner = `
      autoload -U compinit; compinit -D -u; . "$BIN/completion.zsh"
      zstyle ':completion:*' list-grouped false
      zstyle ':completion:*' list-separator '#'
      LISTMAX=10000 PS1='READY>'
      unsetopt automenu
      setopt list_packed no_always_last_prompt
      bindkey '^I' list-choices`;
    const outer = `
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell ${JSON.stringify(inner.replaceAll("\n", ";").replace(/;\s*;/g, ";")).replaceAll("$", "\\$")}
      zpty -w shell 'stty cols 400'
      zpty -w shell 'print MAR''K'
      zpty -r shell out '*MARK*READY>*'
      zpty -n -w shell "$1"$'\\t'
      for word in "\${@:2}"; do
        [[ $seen == *$word* ]] || { zpty -r shell out "*$word*" && seen+=$out; }
      done
      print -r -- "$seen"; zpty -d shell`;
    const words = ["-f", "-c", outer, "zsh", typed, ...expected];
    const { stdout } = await run("zsh", words, { cwd, env, timeout: 30_000 });
    for (const word of expected) expect(stdout).toContain(word);
  });
});
