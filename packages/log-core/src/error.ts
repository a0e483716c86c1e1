import type { LogErrorCode } from "./error-codes.ts";

/** Marks our errors across copies of this package: two installed versions still know each other. */
const BRAND: unique symbol = Symbol.for("@org/log-core/LogError") as never;

/** What a {@link LogError} can carry beside its message. */
export interface LogErrorOptions {
  /** The error below this one, for example the file system's. */
  readonly cause?: unknown;
  /** JSON-safe facts for programs; phone numbers in it are masked. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/**
 * The one error class of these packages. `message` is one sentence that says what was expected, what
 * came and what to do; `code` is for programs and stable within a major version (`docs/errors.md`).
 * A message never holds a full phone number.
 */
export class LogError extends Error {
  /** Which kind of error, see `docs/errors.md`. */
  readonly code: LogErrorCode;
  /** JSON-safe facts for programs; empty when there are none. */
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: LogErrorCode, message: string, options: LogErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "LogError";
    this.code = code;
    this.context = Object.freeze({ ...options.context });
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/**
 * Whether `value` is a {@link LogError}, and of the given code if one is given. Works across two
 * installed copies of this package, where `instanceof` does not.
 */
export function isLogError(value: unknown, code?: LogErrorCode): value is LogError {
  if (typeof value !== "object" || value === null) return false;
  const error = value as { [BRAND]?: unknown; code?: unknown };
  return error[BRAND] === true && (code === undefined || error.code === code);
}

/** Codes of the system and its `UNKNOWN`; Node's own (`ERR_…`, `MODULE_NOT_FOUND`) are other errors. */
const SYSTEM_CODE = /^(?:E[A-Z0-9]+|UNKNOWN)$/;

/** The `code` of a system error such as `ENOENT`, or `undefined` if it has none. */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === "string" && SYSTEM_CODE.test(code) ? code : undefined;
}
