import { describeValue, LogError } from "@org/log-core";
import { WRITER_OPTION_RULES, type LogWriterOptions } from "./writer-options.ts";

interface Variable {
  readonly option: keyof LogWriterOptions;
  /** The option's value that a text stands for. */
  readonly read: (text: string) => unknown;
}

const asText = (text: string): string => text;

/** The environment variables that stand in for options. */
const ENVIRONMENT_VARIABLES: Readonly<Record<string, Variable>> = {
  LOG_DIR: { option: "dir", read: asText },
  LOG_TIME_ZONE: { option: "timeZone", read: asText },
  LOG_RETENTION_DAYS: {
    option: "retentionDays",
    read: (text) => (text === "false" ? false : Number(text)),
  },
  LOG_BOT: { option: "bot", read: asText },
  LOG_INSTANCE: { option: "instance", read: asText },
  LOG_LEVEL: { option: "level", read: (text) => text.toLowerCase() },
  LOG_STDOUT: { option: "stdout", read: (text) => (text === "false" ? false : text) },
};

/**
 * The options that an environment sets. A value that its option would refuse is given to `warn` and
 * ignored: an operator's typing error must not take the bot down. An empty variable is not set.
 */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  warn: (error: LogError) => void,
): LogWriterOptions {
  const options: Record<string, unknown> = {};
  for (const [name, { option, read }] of Object.entries(ENVIRONMENT_VARIABLES)) {
    const text = environment[name];
    if (text === undefined || text === "") continue;
    const value = read(text);
    const rule = WRITER_OPTION_RULES[option];
    if (rule.accepts(value)) options[option] = value;
    else warn(ignored(name, text, rule.expected));
  }
  return options;
}

function ignored(name: string, text: string, expected: string): LogError {
  return new LogError(
    "LOG_ENVIRONMENT_INVALID",
    `${name} must be ${expected}, but it is ${describeValue(text)}; it is ignored.`,
    { context: { variable: name } },
  );
}
