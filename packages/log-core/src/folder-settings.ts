import { describeValue } from "./describe-value.ts";
import { LogError } from "./error.ts";
import { FORMAT_VERSION, MAX_RETENTION_DAYS } from "./limits.ts";
import { resolveTimeZone } from "./time-zone.ts";

/** How long a folder keeps its days: a number of days before today, or `false` for ever. */
export type RetentionDays = number | false;

/** What a folder says of itself in `layout.json`. */
export interface FolderSettings {
  readonly version: typeof FORMAT_VERSION;
  /** The zone whose midnight divides the folder's days, as the user spelled it. */
  readonly timeZone: string;
  readonly retentionDays: RetentionDays;
}

/** Whether a value can be a retention: a whole number of days from 1, or `false`. */
export function isRetentionDays(value: unknown): value is RetentionDays {
  if (value === false) return true;
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_RETENTION_DAYS;
}

/** The text of a `layout.json`. */
export function formatFolderSettings(settings: FolderSettings): string {
  const { version, timeZone, retentionDays } = settings;
  return `${JSON.stringify({ version, timeZone, retentionDays })}\n`;
}

/**
 * Reads a `layout.json`.
 * @throws {LogError} `LOG_LAYOUT_INVALID`, or `LOG_LAYOUT_NEWER` for a version this code does not know
 */
export function parseFolderSettings(text: string): FolderSettings {
  const fields = parseObject(text);
  const { version, timeZone, retentionDays } = fields;
  if (typeof version === "number" && version > FORMAT_VERSION) throw newer(version);
  if (version !== FORMAT_VERSION) throw invalid(`"version" is ${describeValue(version)}`);
  if (typeof timeZone !== "string" || resolveTimeZone(timeZone) === undefined) {
    throw invalid(`"timeZone" is ${describeValue(timeZone)}`);
  }
  if (!isRetentionDays(retentionDays)) {
    throw invalid(`"retentionDays" is ${describeValue(retentionDays)}`);
  }
  return Object.freeze({ version: FORMAT_VERSION, timeZone, retentionDays });
}

/** The larger of two retentions; `false` keeps for ever and is the largest. */
export function longerRetention(a: RetentionDays, b: RetentionDays): RetentionDays {
  return a === false || b === false ? false : Math.max(a, b);
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(`it is not JSON (${describeValue(text)})`, cause);
  }
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  throw invalid(`it is ${describeValue(value)}`);
}

function invalid(came: string, cause?: unknown): LogError {
  return new LogError(
    "LOG_LAYOUT_INVALID",
    `layout.json must be an object like {"version":1,"timeZone":"Europe/Rome","retentionDays":30}, ` +
      `but ${came}. Correct it by hand; the logs beside it are not affected.`,
    { cause },
  );
}

function newer(version: number): LogError {
  return new LogError(
    "LOG_LAYOUT_NEWER",
    `layout.json has format version ${version}, and this version of the packages knows ` +
      `${FORMAT_VERSION}. Update the packages before using this folder.`,
    { context: { version } },
  );
}
