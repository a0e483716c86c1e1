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
  const closing = new AbortController();
  const rows = stdout.rows ?? DEFAULT_ROWS;
  let waiting = "";
  let lines = 0;
  let said = "";
  let pager: PagerProcess | undefined;
  /** Where text goes once it no longer waits. */
  let target: Output | undefined;

  const close = (signal: AbortSignal): void => {
    if (signal.aborted) closing.abort(signal.reason);
    else signal.addEventListener("abort", () => closing.abort(signal.reason), { once: true });
  };
  close(stdout.closed);

  async function start(): Promise<void> {
    pager = await io.startPager(command);
    target = pager?.output ?? stdout;
    close(target.closed);
    const text = waiting;
    waiting = "";
    await target.write(text);
  }

  const output: Output = {
    write(text) {
      if (closing.signal.aborted) throw closing.signal.reason;
      if (target !== undefined) return target.write(text);
      waiting += text;
      lines += linesOf(text, stdout.columns ?? 80);
      return lines < rows ? undefined : start();
    },
    writeBytes: (bytes) => output.write(Buffer.from(bytes).toString()),
    flush: async () => target?.flush(),
    closed: closing.signal,
    isTTY: stdout.isTTY,
    columns: stdout.columns,
    rows: stdout.rows,
  };
  const stderr: Output = {
    ...io.stderr,
    // Said in the middle of a page, it would be lost or garbled.
    write(text) {
      said += text;
      return undefined;
    },
    flush: async () => undefined,
  };

  return {
    io: { ...io, stdout: output, stderr },
    async end() {
      if (pager === undefined) {
        if (waiting !== "") await stdout.write(waiting);
        await stdout.flush();
      } else await pager.end();
      if (said !== "") await io.stderr.write(said);
    },
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
