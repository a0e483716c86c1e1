import { loadavg } from "node:os";
import { replaceSection } from "./benchmarks-page.ts";

/** Shows the results of a suite, and puts them into the page of benchmarks if that was asked for. */
export function publish(section: string, text: string, save: boolean): void {
  process.stdout.write(`${text}\n`);
  if (save) replaceSection(section, text);
}

/** Says how far a suite is. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Load of the machine over the last minute. */
export function loadNow(): number {
  return loadavg()[0] ?? 0;
}
