import {
  closest,
  describeValue,
  isLevel,
  resolveTimeZone,
  tryParsePhoneKey,
  type LogLevel,
  type PhoneKey,
} from "@org/log-core";
import { valueOf, valuesOf, type CommandLine } from "./command-line.ts";
import { FLAGS, type FlagName } from "./flags.ts";
import type { Problems } from "./problems.ts";
import { parseTime } from "./time-input.ts";
import { listChoices, quoteTyped } from "./typed.ts";

/** Reads a phone; what is none is a problem. */
export function readPhone(text: string, problems: Problems): PhoneKey | undefined {
  const key = tryParsePhoneKey(text);
  if (key === undefined) {
    problems.add(
      `${describeValue(text)} is neither a phone number nor a WhatsApp id; ` +
        `type it like 1234567890, +39 123 456 7890 or 120363025246125486@g.us`,
      "LOG_PHONE_INVALID",
    );
  }
  return key;
}

/** Reads a phone, or what phones begin with: `39*`. */
export function readPhonePattern(text: string, problems: Problems): string | undefined {
  const beginning = text.trim();
  // What a beginning may hold is the reader's to judge: it says so in a sentence of its own.
  if (beginning.length > 1 && beginning.endsWith("*")) return beginning;
  return readPhone(text, problems);
}

/** Reads an option that is a whole number from 1. */
export function readCount(
  line: CommandLine,
  flag: FlagName,
  problems: Problems,
  largest: number = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const text = valueOf(line, flag);
  if (text === undefined) return undefined;
  const count = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= largest) return count;
  const range = largest === Number.MAX_SAFE_INTEGER ? "from 1" : `from 1 to ${largest}`;
  problems.add(`--${flag} must be a whole number ${range}, but it is ${quoteTyped(text)}`);
  return undefined;
}

/** Reads an option that is a length of time, in ms: `30m`, `2h`, `1d 12h`. */
export function readDuration(
  line: CommandLine,
  flag: FlagName,
  problems: Problems,
): number | undefined {
  const text = valueOf(line, flag);
  if (text === undefined) return undefined;
  const time = parseTime(text.trim());
  if (time?.kind === "ago") return time.agoMs;
  problems.add(
    `--${flag} must be a length of time such as 30m, 2h or 3d, but it is ${quoteTyped(text)}`,
  );
  return undefined;
}

/** Reads how a query is to be explained, if it is. */
export function readExplain(line: CommandLine, problems: Problems): "cost" | "full" | undefined {
  const text = valueOf(line, "explain");
  if (text === undefined || text === "cost" || text === "full") return text;
  problems.add(mustBe("explain", text));
  return undefined;
}

/** Reads an option that is a list; `read` gives `undefined` for what it does not accept. */
export function readList<T>(
  line: CommandLine,
  flag: FlagName,
  problems: Problems,
  read: (text: string) => T | undefined,
): T[] {
  return valuesOf(line, flag).flatMap((text) => {
    const value = read(text);
    if (value !== undefined) return [value];
    // A phone has said so itself.
    if (flag !== "phone") problems.add(mustBe(flag, text));
    return [];
  });
}

/** Reads `--min-level`. */
export function readMinLevel(line: CommandLine, problems: Problems): LogLevel | undefined {
  const text = valueOf(line, "min-level");
  if (text === undefined) return undefined;
  const level = text.toLowerCase();
  if (isLevel(level)) return level;
  problems.add(mustBe("min-level", text));
  return undefined;
}

function mustBe(flag: FlagName, text: string): string {
  const choices = FLAGS[flag].choices ?? [];
  if (choices.length === 0) return `--${flag} must not be empty`;
  const near = closest(text, choices);
  const hint = near === undefined ? "" : `, did you mean ${near}?`;
  return `--${flag} must be ${listChoices(choices)}, but it is ${quoteTyped(text)}${hint}`;
}

/** The choice that a text names, in any case. */
export function oneOf<T extends string>(text: string, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === text.toLowerCase());
}

/** Reads `--tz`, as the name Node itself uses. */
export function readTimeZone(line: CommandLine, problems: Problems): string | undefined {
  const text = valueOf(line, "tz");
  if (text === undefined) return undefined;
  const zone = resolveTimeZone(text);
  if (zone !== undefined) return zone;
  const near = nearZone(text);
  const hint = near === undefined ? "" : `, did you mean ${near}?`;
  problems.add(
    `--tz must be a time zone such as Europe/Rome, but it is ${quoteTyped(text)}${hint}`,
  );
  return undefined;
}

/** People type the city, or misspell it. */
function nearZone(text: string): string | undefined {
  const zones = Intl.supportedValuesOf("timeZone");
  const city = text.trim().replaceAll(" ", "_").toLowerCase();
  return zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? closest(text, zones);
}
