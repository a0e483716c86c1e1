/**
 * Lists, reads and searches the logs of a folder. Reads files only, and changes none.
 * @packageDocumentation
 */
export type { DeliveryError, LogEntry, MessageState } from "@org/log-core";
export type { DeliveryStats, FailureTally, Latency } from "./delivery/delivery-stats.ts";
export { deliveryOf, type MessageDelivery } from "./delivery/message-delivery.ts";
export type { FollowQuery } from "./follow/follow-query.ts";
export type { EntryLocation } from "./location.ts";
export { cursorOf, isContext, locationOf } from "./location.ts";
export type { PhoneSummary } from "./list-phones.ts";
export { openLogs, type LogReader, type OpenLogsOptions } from "./open-logs.ts";
export type {
  GetQuery,
  ListQuery,
  LogQuery,
  ResultOrder,
  SearchQuery,
  TimeInput,
} from "./query/log-query.ts";
export type { MalformedLine, QueryReport, UnreadableFile } from "./report.ts";
export type { Breakdown, DayTally, LogStats, Tally, ValueTally } from "./stats/log-stats.ts";
export type { StatsQuery } from "./stats/stats-query.ts";
export type { WaitingPerson, WaitingQuery } from "./waiting/waiting-query.ts";
