import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFiles } from "./source-files.mjs";

/** A block of code that says which file it is: `<!-- file: apps/bot/src/bot.ts -->`, then the block. */
const SNIPPET = /<!-- file: (\S+) -->\s*```\w*\n(.*?)^```$/gms;
/** What is longer is no example that one reads. */
const MAX_LINES = 60;
const MARK = /<!-- file: \S+ -->/g;

/**
 * Checks that every block of code in a page that says which file it is, is that file: an example is
 * compiled and tested where it stands, and printed as it is.
 *
 * @param {string} root
 * @returns {{ seen: string, problems: string[] }}
 */
export function checkSnippets(root) {
  const pages = sourceFiles(root, "", /\.md$/);
  const snippets = pages.flatMap((page) => snippetsOf(root, page));
  return {
    seen: `${snippets.length} snippets in ${pages.length} pages`,
    problems: [
      ...(snippets.length === 0 ? ["no snippet was seen"] : []),
      ...pages.flatMap((page) => lonelyMarks(root, page)),
      ...snippets.flatMap((snippet) => snippetProblems(root, snippet)),
    ],
  };
}

/**
 * @typedef {{ page: string, file: string, code: string }} Snippet
 *
 * @param {string} root
 * @param {string} page
 * @returns {Snippet[]}
 */
function snippetsOf(root, page) {
  return Array.from(read(root, page).matchAll(SNIPPET), ([, file = "", code = ""]) => ({
    page,
    file,
    code,
  }));
}

/**
 * @param {string} root
 * @param {string} page
 * @returns {string[]}
 */
function lonelyMarks(root, page) {
  const marks = read(root, page).match(MARK)?.length ?? 0;
  return marks === snippetsOf(root, page).length
    ? []
    : [`${page}: names a file (<!-- file: … -->) without a block of code after it`];
}

/**
 * @param {string} root
 * @param {Snippet} snippet
 * @returns {string[]}
 */
function snippetProblems(root, { page, file, code }) {
  if (!existsSync(join(root, file))) return [`${page}: shows ${file}, which is not there`];
  if (read(root, file) !== code) return [`${page}: shows another text than ${file} has; copy it`];
  const lines = code.split("\n").length - 1;
  return lines < MAX_LINES
    ? []
    : [`${page}: ${file} has ${lines} lines, and below ${MAX_LINES} are read`];
}

/**
 * @param {string} root
 * @param {string} path
 */
function read(root, path) {
  return readFileSync(join(root, path), "utf8");
}
