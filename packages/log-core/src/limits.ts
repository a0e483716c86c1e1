/**
 * Every number the packages share, with its unit and the reason for its value. Numbers that only one
 * file needs stand in that file.
 */

/** Version of the on-disk format this code reads and writes (`docs/file-format.md`). */
export const FORMAT_VERSION = 1;

/** Days kept when nobody says otherwise; a folder's own value is in its `layout.json`. */
export const DEFAULT_RETENTION_DAYS = 30;

/** Largest retention accepted: a century, so that a typing error is noticed. */
export const MAX_RETENTION_DAYS = 36_500;

/** Length of `time` in a line: `2026-11-23T10:15:30.123Z`. Readers rely on it being constant. */
export const TIME_CHARS = 24;

/** First instant a line may carry (0001-01-02T00:00Z): its day has four digits in every zone. */
export const MIN_TIME_MS: number = -62_135_510_400_000;

/** Last instant a line may carry (9999-12-30T23:59:59.999Z), for the same reason. */
export const MAX_TIME_MS = 253_402_214_399_999;

/** Log files a writer holds open at a time, unless it is told otherwise. */
export const DEFAULT_MAX_OPEN_FILES = 256;

/** Longest line written, in bytes, unless the writer is told otherwise. */
export const DEFAULT_MAX_ENTRY_BYTES: number = 256 * 1024;

/** Digits of the shortest and the longest phone number: short codes have 3, test ids up to 20. */
export const MIN_PHONE_DIGITS = 3;
/** See {@link MIN_PHONE_DIGITS}. E.164 ends at 15; ids in place of numbers are longer. */
export const MAX_PHONE_DIGITS = 20;

/** Longest phone key, in characters: a business-scoped user id of 128 with its country prefix. */
export const MAX_PHONE_KEY_CHARS = 140;

/**
 * Ids of one person at most: number, LID and user ids, and what became of them over the years. More
 * than these are a mistake, and following it would give everybody's log to everybody.
 */
export const MAX_PERSON_IDS = 32;

/** Largest alias files that are read, together, in bytes: some hundred bytes for each of a million ids. */
export const MAX_ALIAS_BYTES: number = 128 * 1024 * 1024;
