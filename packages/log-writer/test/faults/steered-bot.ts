import { createInterface } from "node:readline";
import { startNode, type StartedNode } from "@org/test-kit";

/** What a steered bot answers. */
type Answer = Readonly<Record<string, unknown>>;

/** A bot in a process of its own that does what the test says, step by step. */
export interface SteeredBot extends StartedNode {
  /** Sends a command and waits for its answer. */
  tell(command: string, args?: Readonly<Record<string, unknown>>): Promise<Answer>;
}

const SCRIPT = new URL("bots/steered.mjs", import.meta.url);

/** Starts a steered bot on a folder. `hear: false` in the options leaves out its `onError`. */
export function steeredBot(
  dir: string,
  name: string,
  options: Readonly<Record<string, unknown>> = {},
  limits: { readonly maxOpenFiles?: number } = {},
): SteeredBot {
  const started = startNode(SCRIPT, {
    args: [dir, name, JSON.stringify(options)],
    timeoutMs: 300_000,
    ...limits,
  });
  const waiting: ((answer: Answer) => void)[] = [];
  createInterface({ input: started.child.stdout }).on("line", (line) => {
    waiting.shift()?.(JSON.parse(line) as Answer);
  });
  return {
    ...started,
    tell(command, args) {
      return new Promise((resolve, reject) => {
        waiting.push(resolve);
        void started.ended.then(
          ({ stderr }) => reject(new Error(`the bot ended before it answered: ${stderr}`)),
          reject,
        );
        started.child.stdin.write(`${JSON.stringify({ command, ...args })}\n`);
      });
    },
  };
}
