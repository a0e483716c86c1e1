import type { CommandLine } from "./command-line.ts";
import type { ExitCode } from "./exit-code.ts";
import type { FlagName } from "./flags.ts";
import type { Io } from "./io.ts";

/** The name of a command. */
export type CommandName =
  | "list"
  | "get"
  | "search"
  | "tail"
  | "export"
  | "stats"
  | "waiting"
  | "cleanup"
  | "erase"
  | "doctor"
  | "completion";

/** What a command does: plain code, without the parser, `process` or `console`. */
type Command = (line: CommandLine, io: Io) => Promise<ExitCode>;

/** An example of help: what to type, and what it is for. */
interface Example {
  readonly typed: string;
  readonly shows: string;
}

/** What help and the parser know of a command; its code is loaded only when it runs. */
export interface CommandEntry {
  /** The words it takes, as help shows them. */
  readonly words: string;
  /** Whether words may follow at all. */
  readonly takesWords: boolean;
  /** What its first word names, for shells to complete. */
  readonly wordsName?: "phone" | readonly string[];
  /** One line of the overview. */
  readonly summary: string;
  /** What else there is to know, a sentence or two. */
  readonly details?: string;
  readonly flags: readonly FlagName[];
  /** Options that mean something of their own here. */
  readonly flagHelp?: Readonly<Partial<Record<FlagName, string>>>;
  /** What such an option can be here, where that is not what it can be elsewhere. */
  readonly flagChoices?: Readonly<Partial<Record<FlagName, readonly string[]>>>;
  /** What `--days` is without it and without another period; `undefined` is everything. */
  readonly defaultDays?: number;
  readonly examples: readonly Example[];
  readonly load: () => Promise<Command>;
}
