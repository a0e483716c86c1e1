import { parseLine, type LogEntry } from "@org/log-core";
import { expect } from "vitest";
import { createAppLogger } from "../../src/entry/app-logger.ts";
import type { Logger } from "../../src/entry/pino.ts";
import { entryContext } from "./entry-context.ts";

/** When every line of these tests is logged. */
const NOW = Date.parse("2026-11-23T10:15:30.123Z");
/** How every line of the level info begins. */
export const START = '{"level":"info","time":"2026-11-23T10:15:30.123Z"';

/** An application logger that keeps its lines. */
export interface Recorder {
  readonly logger: Logger;
  readonly lines: string[];
  /** The last line, checked to be an entry without a field twice. */
  readonly last: () => LogEntry;
}

/** An application logger of the level info that keeps its lines. */
export function recorder(
  base: { bot?: string; instance?: string } = {},
  redact: string[] = [],
): Recorder {
  const lines: string[] = [];
  const logger = createAppLogger(
    { base, level: "info", now: () => NOW, context: entryContext(redact) },
    {
      write: (line) => void lines.push(line),
      flush: (callback) => callback?.(),
    },
  );
  return {
    logger,
    lines,
    last: () => {
      const line = lines.at(-1) ?? "";
      expect(line).toMatch(/^\{"level":"\w+","time":"2026-11-23T10:15:30\.123Z"[,}].*\n$/s);
      expect(line.indexOf("\n")).toBe(line.length - 1);
      expect(topLevelNames(line)).toEqual([...new Set(topLevelNames(line))]);
      const result = parseLine(line.slice(0, -1));
      if (result.kind !== "entry") throw new Error(`not an entry: ${line}`);
      return result.entry;
    },
  };
}

/** The names of an object's members as they stand in its text, each as often as it does. */
function topLevelNames(line: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [token] of line.matchAll(/"(?:[^"\\]|\\.)*"\s*:?|[{}[\]]/g)) {
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    else if (token.endsWith(":") && depth === 1)
      names.push(JSON.parse(token.slice(0, -1)) as string);
  }
  return names;
}
