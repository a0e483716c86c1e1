import { fileURLToPath } from "node:url";
import { createCalendar } from "@org/log-core";
import { OutputClosedError, type Output } from "../src/output.ts";
import type { Io } from "../src/io.ts";
import { run } from "../src/run.ts";

/** The moment at which tests take place: a Monday, 11:00 in Rome. */
const NOW_MS = Date.parse("2026-11-23T10:00:00.000Z");

/** What {@link runCli} can set. */
export interface FakeSetup {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether stdout is a terminal. Default: a pipe. */
  readonly isTTY?: boolean;
  /** Whether stderr is one. */
  readonly errorIsTTY?: boolean;
  readonly columns?: number;
  /** Width of stderr, if it is a terminal. */
  readonly errorColumns?: number;
  readonly rows?: number;
  readonly nowMs?: number;
  /** What is typed when a command asks; without it there is nobody to ask. */
  readonly answer?: string;
  /** Called with each question. */
  readonly onQuestion?: (question: string) => void;
  /** The reader of stdout goes away after this many writes. */
  readonly closeAfterWrites?: number;
  /** Stands for a pager; without it there is none. */
  readonly startPager?: Io["startPager"];
  /** Called when a command asks to be told of an interruption. */
  readonly onInterrupt?: (cleanUp: () => void) => void;
}

/** How a run in this process ended. */
export interface FakeResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, without touching the process. */
export async function runCli(argv: readonly string[], setup: FakeSetup): Promise<FakeResult> {
  const stdout = fakeOutput(setup);
  const stderr = fakeOutput({
    cwd: setup.cwd,
    isTTY: setup.errorIsTTY ?? false,
    ...(setup.errorColumns === undefined ? {} : { columns: setup.errorColumns }),
  });
  const code = await run(argv, { ...ioIn(setup), stdout, stderr });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A process of a test's own. */
export function ioIn(setup: FakeSetup): Io & { readonly stderr: FakeOutput } {
  return {
    stdout: fakeOutput(setup),
    stderr: fakeOutput({ cwd: setup.cwd }),
    cwd: setup.cwd,
    ownFolder: fileURLToPath(new URL("..", import.meta.url)),
    env: setup.env ?? {},
    clock: { now: () => setup.nowMs ?? NOW_MS },
    calendarOf: createCalendar,
    ask:
      setup.answer === undefined
        ? undefined
        : async (question) => {
            setup.onQuestion?.(question);
            return setup.answer ?? "";
          },
    startPager: async (command) => setup.startPager?.(command),
    onInterrupt: (cleanUp) => {
      setup.onInterrupt?.(cleanUp);
      return () => undefined;
    },
  };
}

type FakeOutput = Output & { text(): string };

function fakeOutput(setup: FakeSetup): FakeOutput {
  const closing = new AbortController();
  let written = "";
  let writes = 0;
  return {
    write(text) {
      if (closing.signal.aborted) throw closing.signal.reason;
      writes += 1;
      if (writes === setup.closeAfterWrites) closing.abort(new OutputClosedError("closed"));
      written += text;
      return undefined;
    },
    writeBytes(bytes) {
      return this.write(Buffer.from(bytes).toString());
    },
    flush: async () => undefined,
    closed: closing.signal,
    isTTY: setup.isTTY ?? false,
    columns: setup.columns,
    rows: setup.rows,
    text: () => written,
  };
}
