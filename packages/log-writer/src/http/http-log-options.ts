import { findOptionIssues, optionIssuesError, type OptionRule } from "@org/log-core";
import type { HttpRequest } from "../entry/inputs.ts";
import type { LogWriter } from "../log-writer.ts";

/** What is logged of requests beside method, URL, status, duration and error. */
export interface HttpLogOptions {
  /** Whether bodies are logged: at most 16 KiB of each, without secrets. Default `false`. */
  readonly body?: boolean | undefined;
  /** Whether headers are logged, without credentials. Default `false`. */
  readonly headers?: boolean | undefined;
  /** Which requests are logged. Default: all. One that throws counts as yes. */
  readonly filter?:
    | ((request: { readonly method: string; readonly url: string }) => boolean)
    | undefined;
}

const flag: OptionRule = {
  expected: "true or false",
  accepts: (value) => typeof value === "boolean",
};
const RULES: Readonly<Record<keyof HttpLogOptions, OptionRule>> = {
  body: flag,
  headers: flag,
  filter: { expected: "a function", accepts: (value) => typeof value === "function" },
};

/** The options with their defaults. */
export interface ResolvedHttpOptions {
  readonly body: boolean;
  readonly headers: boolean;
  readonly filter: HttpLogOptions["filter"];
}

/**
 * The options with their defaults.
 * @throws {LogError} `LOG_OPTIONS_INVALID`
 */
export function resolveHttpOptions(subject: string, options: HttpLogOptions): ResolvedHttpOptions {
  const issues = findOptionIssues(options, RULES);
  if (issues.length > 0) throw optionIssuesError("LOG_OPTIONS_INVALID", subject, issues);
  const { body = false, headers = false, filter } = options;
  return { body, headers, filter: filter === undefined ? undefined : orYes(filter) };
}

function orYes(
  filter: NonNullable<HttpLogOptions["filter"]>,
): NonNullable<HttpLogOptions["filter"]> {
  return (request) => {
    try {
      return filter(request);
    } catch {
      // The caller's mistake must not cost a line.
      return true;
    }
  };
}

/** Logs what `read` gives, in somebody else's event: what goes wrong there must not make a bot fall. */
export function logSafely(
  logs: Pick<LogWriter, "logRequest">,
  read: () => HttpRequest | undefined,
): void {
  try {
    const request = read();
    if (request !== undefined) logs.logRequest(request);
  } catch {
    // A closed writer, or a request object that cannot be read: there is nobody to tell.
  }
}
