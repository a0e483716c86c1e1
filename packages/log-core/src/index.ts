/**
 * The schema of a log entry and the conventions of the log folder: what writer and reader share. Pure
 * functions only: nothing here touches a file or a timer.
 * @packageDocumentation
 */
export {
  formatAlias,
  parseAlias,
  type Alias,
  type AliasReason,
  type ParsedAlias,
} from "./alias.ts";
export { addDays, daysBetween, isCalendarDay, type CalendarDay } from "./calendar-day.ts";
export type { Clock } from "./clock.ts";
export { describeValue } from "./describe-value.ts";
export { DIRECTIONS, parseDirection, type Direction, type DirectionInput } from "./direction.ts";
export { ENTRY_FIELDS, type LogEntry } from "./entry.ts";
export { formatEntry, LINE_START, parseLine, type ParsedLine } from "./entry-codec.ts";
export { isLogError, LogError, systemErrorCode, type LogErrorOptions } from "./error.ts";
export { LOG_ERROR_CODES, type LogErrorCode, type LogErrorCodeInfo } from "./error-codes.ts";
export * from "./folder-settings.ts";
export * from "./layout.ts";
export { isLevel, levelFromNumber, levelNumber, LEVELS, type LogLevel } from "./level.ts";
export * from "./limits.ts";
export * from "./message-state.ts";
export { networkFileSystemName } from "./network-file-system.ts";
export * from "./option-issues.ts";
export {
  isGroupKey,
  isPersonKey,
  isPhoneKey,
  parsePhoneKey,
  tryParsePhoneKey,
  type PhoneKey,
} from "./phone-key.ts";
export { personIds, personIdsFrom, readPersons, type Persons } from "./persons.ts";
export { maskDigits, maskPhone } from "./phone-mask.ts";
export * from "./time-zone.ts";
export { formatTime, isLoggableTime, parseTime } from "./timestamp.ts";
