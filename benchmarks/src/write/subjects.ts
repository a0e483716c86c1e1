import type { SubjectFactory } from "./subject.ts";

/** What the table says of a subject, and how its module is loaded: only in its own process. */
export interface SubjectEntry {
  readonly title: string;
  readonly load: () => Promise<{ readonly createSubject: SubjectFactory }>;
}

/** The subjects' names on the command line, in the order of the tables. */
export const SUBJECT_NAMES = [
  "bare-limit",
  "log-writer",
  "pino",
  "pino-roll",
  "log4js",
  "rotating-file-stream",
  "winston",
] as const;

/** One of {@link SUBJECT_NAMES}, or log-writer without the library that holds its open files. */
export type SubjectName = (typeof SUBJECT_NAMES)[number] | "log-writer-without-stream";

/** Everything that is measured. */
export const SUBJECTS: Readonly<Record<SubjectName, SubjectEntry>> = {
  "bare-limit": {
    title: "bare limit",
    load: () => import("./subjects/bare-limit/bare-limit.ts"),
  },
  "log-writer": {
    title: "**@org/log-writer**",
    load: () => import("./subjects/log-writer.ts"),
  },
  "log-writer-without-stream": {
    title: "@org/log-writer without rotating-file-stream",
    load: () => import("./subjects/without-stream/log-writer-without-stream.ts"),
  },
  pino: {
    title: "pino, a destination per phone",
    load: () => import("./subjects/pino-per-phone.ts"),
  },
  "pino-roll": {
    title: "pino-roll, a stream per phone",
    load: () => import("./subjects/pino-roll.ts"),
  },
  log4js: {
    title: "log4js multiFile",
    load: () => import("./subjects/log4js-multi-file.ts"),
  },
  "rotating-file-stream": {
    title: "rotating-file-stream, a stream per phone",
    load: () => import("./subjects/rotating-file-stream.ts"),
  },
  winston: {
    title: "winston-daily-rotate-file, a transport per phone",
    load: () => import("./subjects/winston-daily-rotate-file.ts"),
  },
};
