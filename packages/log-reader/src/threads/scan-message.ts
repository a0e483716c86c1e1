import type { CalendarDay, LogRoot } from "@org/log-core";
import type { FileBatch } from "../plan/file-batch.ts";
import type { TimeRange } from "../query/time-range.ts";
import type { BatchResult, ScanJob } from "./scan-job.ts";

/** What a thread is told. */
export type ScanMessage =
  | { readonly kind: "job"; readonly job: number; readonly spec: ScanJob }
  | {
      readonly kind: "batch";
      readonly job: number;
      readonly id: number;
      readonly batch: PackedBatch;
      readonly time: TimeRange;
    }
  | { readonly kind: "end"; readonly job: number }
  /** Nothing more is to come. */
  | { readonly kind: "close" };

/** What a thread answers: that it can begin, a batch done, or why it could not be. */
export type ScanAnswer =
  | "ready"
  | { readonly id: number; readonly result: BatchResult }
  | { readonly id: number; readonly failure: string };

/** A batch with names instead of files: many small objects are slow to send. */
export interface PackedBatch extends Omit<FileBatch, "files"> {
  readonly root: LogRoot;
  readonly day: CalendarDay;
  /** The names of the files, with `/` between them. */
  readonly names: string;
}
