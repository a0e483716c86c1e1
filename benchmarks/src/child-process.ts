import { spawn, type ChildProcess } from "node:child_process";

/** A process of a suite's own: this program again, called with a name that only suites know. */
export interface ChildOptions {
  /** What it is to be, as `main.ts` lists it. */
  readonly role: string;
  /** Its working folder. */
  readonly cwd: string;
  /** Descriptors the process may have (`ulimit -n`); not on Windows. Default: as this one. */
  readonly descriptors?: number | undefined;
  /** Options for Node itself. */
  readonly nodeArgs?: readonly string[];
  /** Laid over this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a process that talks over `process.send`; its stderr is piped. */
export function startChild({ role, cwd, descriptors, nodeArgs, env }: ChildOptions): ChildProcess {
  const node = [process.execPath, ...(nodeArgs ?? []), process.argv[1] ?? "", role] as const;
  // The shell sets the limit and becomes the process, so signals reach the process itself.
  const words =
    descriptors === undefined || process.platform === "win32"
      ? node
      : (["/bin/sh", "-c", `ulimit -n ${descriptors} && exec "$0" "$@"`, ...node] as const);
  const [command, ...args] = words;
  return spawn(command, args, {
    cwd,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: { ...withoutLogSettings(process.env), ...env },
  });
}

/** The writer takes defaults from the environment; a run must not depend on whose it is. */
function withoutLogSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("LOG_")));
}

/** The next thing a child says. */
export function nextReport<Report>(child: ChildProcess): Promise<Report> {
  return new Promise((resolve) => child.once("message", (report) => resolve(report as Report)));
}

/** What a parent says next, for the child's side. */
export function nextJob<Job>(): Promise<Job> {
  return new Promise((resolve) => process.once("message", (job) => resolve(job as Job)));
}

/** Says something to the parent; `done` when it is on its way. */
export function tellParent(report: object, done?: () => void): void {
  process.send?.(report, undefined, undefined, done);
}

/** Resolves with how a process ended: `exit code 1`, `SIGKILL`, or why it could not start. */
export function childEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => {
      // 13: the event loop ran empty although something was still awaited.
      resolve(signal ?? (code === 13 ? "waits for ever" : `exit code ${code}`));
    });
  });
}

/** Finds the first error that a process complains of; some say the same one thousands of times. */
export function readComplaint(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    if (text.length < MAX_COMPLAINT_CHARS) text += chunk;
  });
  // Without the path that follows the comma: its folder is gone by the time this is read.
  return () => (/\bE[A-Z]{3,}: [^,\n]*/.exec(text) ?? /^\w*Error\b.*/m.exec(text))?.[0] ?? "";
}

const MAX_COMPLAINT_CHARS = 4_000;
