import { spawn } from "node:child_process";
import { once } from "node:events";
import { createOutput, type Output } from "./output.ts";

/** A pager that runs and shows what is written to it. */
export interface PagerProcess {
  /** Its input; closed when the pager has been quit. */
  readonly output: Output;
  /** Ends its input and resolves when it has been quit. */
  end(): Promise<void>;
}

/** How to start a pager. */
export interface PagerCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts a pager on the process's own terminal, without a shell; `undefined` if there is no such program.
 * Until it ends, Ctrl-C belongs to it: it stops what the pager does, and `q` ends both.
 */
export async function startPager(command: PagerCommand): Promise<PagerProcess | undefined> {
  const child = spawn(command.program, command.args, {
    stdio: ["pipe", "inherit", "inherit"],
    env: { ...command.env },
  });
  const output = createOutput(child.stdin);
  try {
    await once(child, "spawn");
  } catch {
    // Not installed, or not a program: the answer is then shown without one.
    return undefined;
  }
  const leaveToPager = (): void => undefined;
  process.on("SIGINT", leaveToPager);
  const ended = once(child, "close");
  child.once("close", () => {
    process.off("SIGINT", leaveToPager);
    // Quit before the end: nobody reads any more, even if nothing is written just now.
    child.stdin.destroy(Object.assign(new Error("pager ended"), { code: "EPIPE" }));
  });
  return {
    output,
    async end() {
      await output.flush().catch(() => undefined);
      child.stdin.end();
      await ended;
    },
  };
}
