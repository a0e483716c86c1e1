import { parseArgs } from "node:util";
import { isCalendarDay, type CalendarDay } from "@org/log-core";
import { UsageError, type Suite } from "../suite.ts";
import { CORPUS_SIZES, isCorpusSizeName, type CorpusSizeName } from "./corpus-size.ts";
import { makeCorpus } from "./make-corpus.ts";

const DAY_MS = 86_400_000;
const SIZE_NAMES = Object.keys(CORPUS_SIZES).join("|");

/** `pnpm bench corpus`: makes a log folder to search in. */
export const CORPUS_SUITE: Suite = {
  about: "Makes a log folder full of made-up messages, the same for the same seed and last day.",
  usage: `DIR [--size ${SIZE_NAMES}] [--seed TEXT] [--last-day YYYY-MM-DD]`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        size: { type: "string", default: "small" },
        seed: { type: "string", default: "1" },
        // The last day that is over everywhere: nothing in the corpus lies in the future.
        "last-day": { type: "string", default: dayBefore(Date.now() - DAY_MS) },
      },
    });
    const [dir, ...others] = positionals;
    if (dir === undefined || others.length > 0) {
      throw new UsageError("Say which one folder to make: pnpm bench corpus DIR");
    }
    const size = parseSize(values.size);
    const lastDay = parseDay(values["last-day"]);
    const { files, lines, bytes } = makeCorpus({
      dir,
      size: CORPUS_SIZES[size],
      seed: values.seed,
      lastDay,
    });
    process.stdout.write(`${dir}: ${files} files, ${lines} lines, ${bytes} bytes\n`);
  },
};

function parseSize(text: string): CorpusSizeName {
  if (isCorpusSizeName(text)) return text;
  throw new UsageError(`--size must be ${SIZE_NAMES}, but it is "${text}".`);
}

function parseDay(text: string): CalendarDay {
  if (isCalendarDay(text)) return text;
  throw new UsageError(`--last-day must be a day like 2026-11-22, but it is "${text}".`);
}

function dayBefore(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
