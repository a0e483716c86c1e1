import { appendFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatEntry, type LogEntry } from "@org/log-core";
import { onTestFinished } from "vitest";
import type { FollowQuery, LogReader } from "../src/index.ts";
import { NOW } from "./folder.ts";

/** One line of a log. */
export function line(msg: string, fields: Partial<LogEntry> = {}): string {
  return `${formatEntry({ level: "info", time: new Date(NOW).toISOString(), msg, ...fields })}\n`;
}

/** Appends to a file of a log folder; folders between are made. */
export function append(dir: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  appendFileSync(join(dir, path), content);
}

/** A follower that is asked for messages, and is ended with its test. */
export interface Follower {
  /** The next message. What is written after the first call is given. */
  next(): Promise<string | undefined>;
  /** The next messages. */
  take(count: number): Promise<(string | undefined)[]>;
  end(): Promise<void>;
}

/** Follows logs until the test ends. */
export function follower(logs: LogReader, query?: FollowQuery): Follower {
  const entries = logs.follow(query);
  const next = async (): Promise<string | undefined> => {
    const { value } = (await entries.next()) as IteratorResult<LogEntry, undefined>;
    return value?.msg;
  };
  const end = async (): Promise<void> => {
    await entries.return();
  };
  onTestFinished(end);
  return {
    next,
    end,
    async take(count) {
      const taken: (string | undefined)[] = [];
      while (taken.length < count) taken.push(await next());
      return taken;
    },
  };
}
