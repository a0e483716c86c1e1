import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFiles } from "./source-files.mjs";

/**
 * What must not stand in a file: `in` says in which files, `never` is looked for line by line.
 *
 * @type {readonly { in: RegExp, never: RegExp, because: string }[]}
 */
const RULES = [
  {
    in: /\.test\.[cm]?[jt]s$/,
    never: /\b(?:describe|test|it)(?:\.\w+)*\.(?:only|todo)\b/,
    because: "a test run must run every test",
  },
  {
    in: /./,
    never: /(?<![\w.~-])\/(?:home|Users)\/[\w.-]+\/|[A-Z]:\\Users\\/,
    because: "a path of one machine means nothing on another",
  },
  {
    in: /(^|\/)pnpm-lock\.yaml$/,
    never: /https?:\/\/|tarball:/,
    because: "the lock file must not tie an install to one registry",
  },
  {
    in: /(^|\/)\.npmrc$/,
    never: /registry|_auth/i,
    because: "registries and credentials are each machine's own",
  },
  {
    in: /^\.github\/workflows\/[^/]+\.ya?ml$/,
    never: /\buses:\s+(?!\.\/)(?!\S+@[0-9a-f]{40} # v\d)/,
    because: "a tag can be moved: pin the action to a commit, with its version behind it",
  },
];

/**
 * Checks every text file for what would break on another machine or hide a test.
 *
 * @param {string} root
 * @returns {{ seen: string, problems: string[] }}
 */
export function checkHygiene(root) {
  const files = sourceFiles(root, "", /(?:\.(?:[cm]?[jt]s|json|md|ya?ml|toml)|\/run|\.npmrc)$/);
  const tests = files.filter((file) => file.endsWith(".test.ts"));
  return {
    seen: `${files.length} files, ${tests.length} of them tests`,
    problems: [
      ...(tests.length === 0 ? ["no test file was seen"] : []),
      ...files.flatMap((file) => fileProblems(root, file)),
    ],
  };
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {string[]}
 */
function fileProblems(root, file) {
  const rules = RULES.filter((rule) => rule.in.test(file));
  // A checkout right under the root of the disk ("/app") has too common a name to look for.
  const isTelling = root.split(/[\\/]/).length > 2;
  return readFileSync(join(root, file), "utf8")
    .split("\n")
    .flatMap((line, index) => [
      ...rules
        .filter(({ never }) => never.test(line))
        .map(({ because }) => `${file}:${index + 1}: ${because}`),
      ...(isTelling && line.includes(root)
        ? [`${file}:${index + 1}: names the folder of this checkout`]
        : []),
    ]);
}
