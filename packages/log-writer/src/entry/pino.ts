import { pino, type Logger } from "pino";

export type { Logger };

/** What every line of a writer carries. */
export interface LineBase {
  readonly bot?: string | undefined;
  readonly instance?: string | undefined;
}

/** How one pino is made. */
export interface PinoOptions {
  readonly base: LineBase;
  readonly level: string;
  /** Gives the text `,"time":"…"` of the line being made. */
  readonly timestamp: () => string;
  /** Called in place of each logging method, with what it was given. */
  readonly logMethod?: (this: Logger, args: LogArguments, method: LogMethod) => void;
}

/** What a logging method is given. */
type LogArguments = Parameters<Logger["info"]>;

/** A logging method. */
type LogMethod = (this: Logger, ...args: LogArguments) => void;

/** Where the lines of a pino go. */
export interface LineDestination {
  /** Takes one line, line feed included. */
  write(line: string): void;
  /** pino's `logger.flush(callback)`. */
  flush?(callback?: (error?: Error) => void): void;
}

/**
 * A pino whose lines begin in the form of the format. The one file that imports pino; what of its
 * inside is used, and by whom, is in {@link PINO}.
 */
export function createPino(options: PinoOptions, to: LineDestination): Logger {
  const { base, level, timestamp, logMethod } = options;
  const hasBase = base.bot !== undefined || base.instance !== undefined;
  return pino(
    {
      level,
      base: hasBase ? { ...base } : null,
      timestamp,
      // Errors are plain by the time serializers see them: they are left as they are.
      serializers: { err: (value: unknown): unknown => value },
      formatters: { level: (label) => ({ level: label }) },
      hooks: logMethod === undefined ? {} : { logMethod },
    },
    to,
  );
}

/** The parts of a logger that pino shows under symbols, for those who adapt it. */
export const PINO: {
  /** Makes the line: `(object, message, level's number, time text) => line`. */
  readonly asJson: typeof pino.symbols.asJsonSym;
  /** The text of what a child is bound to, as it stands in each of its lines. */
  readonly bindingsText: typeof pino.symbols.chindingsSym;
  readonly serializers: typeof pino.symbols.serializersSym;
  readonly formatters: typeof pino.symbols.formattersSym;
  /** The redaction a child was made with, by field. */
  readonly stringifiers: typeof pino.symbols.stringifiersSym;
  readonly anyField: typeof pino.symbols.wildcardFirstSym;
} = {
  asJson: pino.symbols.asJsonSym,
  bindingsText: pino.symbols.chindingsSym,
  serializers: pino.symbols.serializersSym,
  formatters: pino.symbols.formattersSym,
  stringifiers: pino.symbols.stringifiersSym,
  anyField: pino.symbols.wildcardFirstSym,
};
