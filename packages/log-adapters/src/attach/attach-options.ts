import { findOptionIssues, optionIssuesError, type OptionRule } from "@org/log-core";

/** What an `attach…` function is told. */
export interface AttachOptions {
  /**
   * Whether the messages that a newly linked device is given are logged too: now, with their own time
   * in `sentAt`. Default `true`.
   */
  readonly history?: boolean | undefined;
}

const RULES: Readonly<Record<keyof AttachOptions, OptionRule>> = {
  history: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
};

/**
 * The options with their defaults.
 * @throws {LogError} `LOG_OPTIONS_INVALID`
 */
export function resolveAttachOptions(
  subject: string,
  options: AttachOptions,
): Required<AttachOptions> {
  const issues = findOptionIssues(options, RULES);
  if (issues.length > 0) throw optionIssuesError("LOG_OPTIONS_INVALID", subject, issues);
  return { history: options.history ?? true };
}
