import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** What a child process starts with. */
export interface StartNodeOptions {
  /** Arguments for the script. */
  readonly args?: readonly string[];
  /** Options for Node itself, before the script. */
  readonly nodeArgs?: readonly string[];
  /** Laid over this process's environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Working folder. Default: this process's. */
  readonly cwd?: string;
  /** Most files the child may hold open (`ulimit -n`). Not on Windows. */
  readonly maxOpenFiles?: number;
  /** A command that is given Node's own as its last arguments, such as `strace` and its options. */
  readonly under?: readonly string[];
  /** Milliseconds until the child is killed and the call rejects. Default 60,000. */
  readonly timeoutMs?: number;
}

/** What {@link runNode} takes besides: it also feeds stdin. */
export interface RunNodeOptions extends StartNodeOptions {
  /** Given on stdin, which is then closed. Default: nothing, closed at once. */
  readonly input?: string | Uint8Array;
}

/** How a child process ended and what it said. */
export interface NodeResult {
  /** Exit code; `null` when a signal ended it. */
  readonly code: number | null;
  /** Signal that ended it, else `null`. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A child process that is under way. */
export interface StartedNode {
  readonly child: ChildProcessWithoutNullStreams;
  /** Settles when the child has ended and its output is complete. */
  readonly ended: Promise<NodeResult>;
}

/**
 * Runs a script in a real Node process of its own and waits for its end. A non-zero exit code is a
 * result, not an error.
 *
 * @param script - File to run (a `file:` URL is fine): JavaScript, since Node 20 runs nothing else.
 * @throws When the child cannot be started or runs into `timeoutMs`; the message holds its output.
 */
export function runNode(script: string | URL, options: RunNodeOptions = {}): Promise<NodeResult> {
  const { child, ended } = startNode(script, options);
  // A child may end without reading its input: that is its right.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input);
  return ended;
}

/**
 * Starts a script like {@link runNode}, for tests that act while it runs. It is killed when the test
 * ends. Its stdin stays open for the test to write to.
 */
export function startNode(script: string | URL, options: StartNodeOptions = {}): StartedNode {
  const file = script instanceof URL ? fileURLToPath(script) : script;
  const [command, args] = withOpenFileLimit(options.maxOpenFiles, [
    ...(options.under ?? []),
    process.execPath,
    ...(options.nodeArgs ?? []),
    file,
    ...(options.args ?? []),
  ]);
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: "pipe",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, ended: collect(child, options.timeoutMs ?? 60_000) };
}

/** The limit is set by a shell that then becomes the command, so signals reach the command itself. */
function withOpenFileLimit(
  maxOpenFiles: number | undefined,
  words: readonly string[],
): [string, readonly string[]] {
  const [command = "", ...args] = words;
  if (maxOpenFiles === undefined) return [command, args];
  return ["/bin/sh", ["-c", `ulimit -n ${maxOpenFiles} && exec "$0" "$@"`, command, ...args]];
}

function collect(child: ChildProcessWithoutNullStreams, timeoutMs: number): Promise<NodeResult> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`Still running after ${timeoutMs} ms.\n${stdout}\n${stderr}`));
    }, timeoutMs);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, stdout, stderr });
    });
  });
}
