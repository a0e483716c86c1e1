import { LogError, type LogErrorCode } from "@org/log-core";

/**
 * Collects what is wrong with a command line, so that all of it can be said at once: nobody wants to
 * mend one option to learn of the next.
 */
export interface Problems {
  /** Notes one problem: a clause without a full stop. */
  add(problem: string, code?: LogErrorCode): void;
  /** One error for all: with the code of a single problem, else `LOG_USAGE_INVALID`. */
  toError(): LogError;
  /** @throws {LogError} {@link toError}, if there is a problem */
  throwIfAny(): void;
}

/** Makes an empty collection. */
export function createProblems(): Problems {
  const found: { problem: string; code: LogErrorCode }[] = [];

  function toError(): LogError {
    const [first] = found;
    const code = first !== undefined && found.length === 1 ? first.code : "LOG_USAGE_INVALID";
    const sentence = found.map(({ problem }) => problem).join("; ");
    return new LogError(code, sentence.endsWith("?") ? sentence : `${sentence}.`);
  }

  return {
    add(problem, code = "LOG_USAGE_INVALID") {
      found.push({ problem, code });
    },
    toError,
    throwIfAny() {
      if (found.length > 0) throw toError();
    },
  };
}
