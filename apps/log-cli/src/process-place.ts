import { fileURLToPath } from "node:url";

/** Where this process is and was called from. */
export interface ProcessPlace {
  /** The working folder of the process. */
  readonly cwd: string;
  /** The folder of this package, where pnpm starts it from. */
  readonly ownFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** That of the real process. */
export const processPlace: ProcessPlace = {
  // Read when asked for: it throws in a folder that has been removed, and the error needs a reporter.
  get cwd() {
    return process.cwd();
  },
  ownFolder: fileURLToPath(new URL("..", import.meta.url)),
  env: process.env,
};
