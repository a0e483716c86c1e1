import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);
const FORMATTER = fileURLToPath(new URL("node_modules/.bin/oxfmt", ROOT));

/** The pages of the repository that hold sections of results. */
export const PAGES = ["README.md", "docs/benchmarks.md"] as const;
type Page = (typeof PAGES)[number];

/**
 * Puts text between the markers `<!-- bench:NAME -->` and `<!-- /bench:NAME -->` of a page and formats
 * it; what stands around them is written by hand.
 */
export function replaceSection(
  name: string,
  text: string,
  page: Page = "docs/benchmarks.md",
): void {
  const path = fileURLToPath(new URL(page, ROOT));
  writeFileSync(path, withSection(readFileSync(path, "utf8"), name, text));
  execFileSync(FORMATTER, [path], { cwd: fileURLToPath(ROOT) });
}

/**
 * A page with a section's text exchanged.
 * @throws {Error} if the page has no such section
 */
export function withSection(page: string, name: string, text: string): string {
  const { from, to } = findSection(page, name);
  return `${page.slice(0, from)}\n\n${text}\n\n${page.slice(to)}`;
}

/**
 * The text of a page's section.
 * @throws {Error} if the page has no such section
 */
export function readSection(page: string, name: string): string {
  const { from, to } = findSection(page, name);
  return page.slice(from, to).trim();
}

function findSection(page: string, name: string): { from: number; to: number } {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const at = page.indexOf(start);
  const to = page.indexOf(end, at);
  if (at < 0 || to < 0) throw new Error(`The page has no section ${start} … ${end}.`);
  return { from: at + start.length, to };
}
