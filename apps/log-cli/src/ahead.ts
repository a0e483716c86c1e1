import { DEFAULT_FOLDER, isCalendarDay } from "@org/log-core";
import type { AheadOptions } from "@org/log-reader/ahead";
import { beforeDashes } from "./before-dashes.ts";
import { DEFAULT_DAYS } from "./default-days.ts";
import { fromCaller } from "./folder.ts";
import type { ProcessPlace } from "./process-place.ts";

/** With one of these little is read, or by another thread. */
const NARROW = /^(?:-h$|--(?:help$|version$|(?:phone|on|limit|regex)(?:=|$)))/;

/**
 * Has a second thread start while everything else is still being loaded, where it is likely to be needed.
 * That is a guess from the words as they stand: right or wrong, it changes nothing but the time. It never
 * rejects.
 */
export async function threadAhead(argv: readonly string[], place: ProcessPlace): Promise<void> {
  const scan = likelyScan(argv, place.env);
  if (scan === undefined) return;
  try {
    const { startAhead } = await import("@org/log-reader/ahead");
    startAhead({ ...scan, dir: fromCaller(scan.dir, place) });
  } catch {
    // The command itself will say what is wrong with its folder.
  }
}

/** What a `search` or `stats` of these words reads, if it may be much; its folder as it was typed. */
export function likelyScan(
  argv: readonly string[],
  env: ProcessPlace["env"],
): AheadOptions | undefined {
  const words = beforeDashes(argv);
  const [command] = words;
  if ((command !== "search" && command !== "stats") || isNarrow(words)) return undefined;
  const dir = valueIn(words, "dir") ?? (env["LOG_DIR"] || DEFAULT_FOLDER);
  const since = valueIn(words, "since");
  if (since !== undefined) return isCalendarDay(since) ? { dir, since } : undefined;
  if (valueIn(words, "until") !== undefined) return { dir };
  return { dir, days: Number(valueIn(words, "days") ?? DEFAULT_DAYS[command]) };
}

function isNarrow(words: readonly string[]): boolean {
  const [command, first] = words;
  const isOfOnePhone = command === "stats" && first?.startsWith("-") === false;
  // What gives every line is parsed by the thread that gives it.
  return isOfOnePhone || first === "" || words.some((word) => NARROW.test(word));
}

/** What stands behind an option. */
function valueIn(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(`--${name}`);
  if (at >= 0) return words[at + 1];
  const prefix = `--${name}=`;
  return words.find((word) => word.startsWith(prefix))?.slice(prefix.length);
}
