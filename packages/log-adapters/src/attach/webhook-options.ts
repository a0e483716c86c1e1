import { findOptionIssues, optionIssuesError, type OptionRule } from "@org/log-core";

/** What {@link cloudApiWebhook} is told. */
export interface CloudApiWebhookOptions {
  /** Answers WhatsApp's verification of the webhook, a GET that asks for this token. */
  readonly verifyToken?: string | undefined;
  /** Refuses deliveries that are not signed with the app's secret: 401, and one line in app.log. */
  readonly appSecret?: string | undefined;
  /** Larger deliveries are not logged, which is said. Default 3 MiB, as much as WhatsApp sends. */
  readonly maxBodyBytes?: number | undefined;
  /** Whether a delivery that comes again is left out of the logs. Default `true`. */
  readonly dedupe?: boolean | undefined;
}

/** WhatsApp's own limit. */
const DEFAULT_MAX_BODY_BYTES = 3 * 1024 * 1024;

const secret: OptionRule = {
  expected: "a text that is not empty",
  accepts: (value) => typeof value === "string" && value !== "",
};
const RULES: Readonly<Record<keyof CloudApiWebhookOptions, OptionRule>> = {
  verifyToken: secret,
  appSecret: secret,
  maxBodyBytes: {
    expected: "a whole number of bytes",
    accepts: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  },
  dedupe: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
};

/** The options with their defaults. */
export interface ResolvedWebhookOptions {
  readonly verifyToken: string | undefined;
  readonly appSecret: string | undefined;
  readonly maxBodyBytes: number;
  readonly dedupe: boolean;
}

/**
 * The options with their defaults.
 * @throws {LogError} `LOG_OPTIONS_INVALID`
 */
export function resolveWebhookOptions(options: CloudApiWebhookOptions): ResolvedWebhookOptions {
  const issues = findOptionIssues(options, RULES);
  if (issues.length > 0) throw optionIssuesError("LOG_OPTIONS_INVALID", "cloudApiWebhook", issues);
  const { verifyToken, appSecret, maxBodyBytes = DEFAULT_MAX_BODY_BYTES, dedupe = true } = options;
  return { verifyToken, appSecret, maxBodyBytes, dedupe };
}
