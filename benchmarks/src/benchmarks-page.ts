import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PAGE = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

/**
 * Puts text between the markers `<!-- bench:NAME -->` and `<!-- /bench:NAME -->` of the page of
 * benchmarks; what stands around them is written by hand.
 */
export function replaceSection(name: string, text: string): void {
  writeFileSync(PAGE, withSection(readFileSync(PAGE, "utf8"), name, text));
}

/**
 * A page with a section's text exchanged.
 * @throws {Error} if the page has no such section
 */
export function withSection(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const from = page.indexOf(start);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`docs/benchmarks.md has no section ${start} … ${end}.`);
  return `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`;
}
