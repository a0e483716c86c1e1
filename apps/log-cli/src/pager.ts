import type { Io } from "./io.ts";
import { OutputClosedError, type Output } from "./output.ts";
import type { PagerCommand, PagerProcess } from "./pager-process.ts";

/** An {@link Io} whose stdout goes through a pager once it is longer than the screen. */
export interface Paged {
  readonly io: Io;
  /** All is written: shows it, waits until the pager is quit, then says what was said on stderr. */
  end(): Promise<void>;
}

const DEFAULT_PAGER = "less";
/** As git has it: colours are shown, one screen needs no key, and what was shown stays there. */
const DEFAULT_LESS = "FRX";
const DEFAULT_ROWS = 24;

/**
 * The pager of the environment: PAGER, else less; `undefined` where none is wanted (`PAGER=`, `cat`) or
 * the terminal cannot show one. The command is split at spaces and quotes, and no shell sees it.
 */
export function pagerCommand(env: Io["env"]): PagerCommand | undefined {
  if (env["TERM"] === "dumb") return undefined;
  const words = (env["PAGER"] ?? DEFAULT_PAGER).match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  const [program, ...args] = words.map((word) => word.replaceAll(/^["']|["']$/g, ""));
  if (program === undefined || program === "" || program === "cat") return undefined;
  return {
    program,
    args,
    env: { LESS: DEFAULT_LESS, LV: "-c", LESSCHARSET: "utf-8", ...env },
  };
}

/** Puts a pager behind stdout. What fits on the screen is shown without one, at the end. */
export function pageOutput(io: Io, command: PagerCommand): Paged {
  const { stdout } = io;
  const pages = createPages(stdout, () => io.startPager(command));
  let said = "";
  const stderr: Output = {
    ...io.stderr,
    // Said in the middle of a page, it would be lost or garbled.
    write(text) {
      said += text;
      return undefined;
    },
    flush: async () => undefined,
  };
  const output: Output = {
    write: pages.write,
    writeBytes: (bytes) => pages.write(Buffer.from(bytes).toString()),
    flush: pages.flush,
    closed: pages.closed,
    isTTY: stdout.isTTY,
    columns: stdout.columns,
    rows: stdout.rows,
  };
  return {
    io: { ...io, stdout: output, stderr },
    async end() {
      await pages.end();
      if (said !== "") await io.stderr.write(said);
    },
  };
}

interface Pages {
  readonly write: (text: string) => Promise<void> | undefined;
  readonly flush: () => Promise<void>;
  readonly end: () => Promise<void>;
  readonly closed: AbortSignal;
}

/** Holds text back until it is more than a screen, and then starts the pager. */
function createPages(stdout: Output, start: () => Promise<PagerProcess | undefined>): Pages {
  const closing = new AbortController();
  const rows = stdout.rows ?? DEFAULT_ROWS;
  let waiting = "";
  let lines = 0;
  let pager: PagerProcess | undefined;
  /** Where text goes once it no longer waits. */
  let target: Output | undefined;

  const closeWith = ({ closed }: Output): void => {
    if (closed.aborted) closing.abort(closed.reason);
    else closed.addEventListener("abort", () => closing.abort(closed.reason), { once: true });
  };
  closeWith(stdout);

  async function begin(): Promise<void> {
    pager = await start();
    target = pager?.output ?? stdout;
    closeWith(target);
    await target.write(waiting);
  }

  return {
    write(text) {
      if (closing.signal.aborted) throw closing.signal.reason;
      if (target !== undefined) return target.write(text);
      waiting += text;
      lines += linesOf(text, stdout.columns ?? 80);
      return lines < rows ? undefined : begin();
    },
    flush: async () => target?.flush(),
    async end() {
      if (pager !== undefined) return pager.end();
      if (target === undefined && waiting !== "") await stdout.write(waiting);
      await stdout.flush();
    },
    closed: closing.signal,
  };
}

/** Whether an answer ended because its pager had been quit. */
export function wasQuit({ io }: Paged): boolean {
  return io.stdout.closed.reason instanceof OutputClosedError;
}

/** Lines that a text takes, at least: one that is too long for the terminal takes several. */
function linesOf(text: string, columns: number): number {
  const feeds = text.split("\n").length - 1;
  return Math.max(feeds, Math.floor(text.length / Math.max(1, columns * 4)));
}
