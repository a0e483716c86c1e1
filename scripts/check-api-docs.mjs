import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync } from "oxc-parser";
import { sourceFiles } from "./source-files.mjs";

/**
 * Checks that everything a published package exports has a JSDoc comment in the declarations that users
 * get: one that was lost on the way is missing too. Run it after a build.
 *
 * @param {string} root
 * @returns {{ seen: string, problems: string[] }}
 */
export function checkApiDocs(root) {
  const entries = ["packages", "apps"]
    .flatMap((folder) => sourceFiles(root, folder, /^[^/]+\/[^/]+\/package\.json$/))
    .flatMap((manifest) => entryDeclarations(root, manifest));
  const perEntry = entries.map((entry) => ({ entry, exported: exportsOf(root, entry) }));
  const empty = perEntry.filter(({ exported }) => exported.length === 0);
  const all = perEntry.flatMap(({ exported }) => exported);
  return {
    seen: `${all.length} exports of ${entries.length} entries`,
    problems: [
      ...(entries.length === 0 ? ["no published package has an entry with declarations"] : []),
      ...empty.map(({ entry }) => `${entry}: saw no exports; was it built?`),
      ...all
        .filter(({ documented }) => !documented)
        .map(({ file, name }) => `${file}: ${name} is exported without a JSDoc comment`),
    ],
  };
}

/**
 * @typedef {{ name: string, file: string, documented: boolean }} Export
 */

/**
 * @param {string} root
 * @param {string} manifest Path of a package.json.
 * @returns {string[]} Paths of the d.ts files that its published `exports` name.
 */
function entryDeclarations(root, manifest) {
  const {
    private: isPrivate,
    exports,
    publishConfig,
  } = JSON.parse(readFileSync(join(root, manifest), "utf8"));
  if (isPrivate) return [];
  return Object.values(publishConfig?.exports ?? exports ?? {})
    .map((entry) => entry.types)
    .filter((types) => typeof types === "string")
    .map((types) => posix.join(posix.dirname(manifest), types));
}

/**
 * @param {string} root
 * @param {string} file A d.ts file.
 * @returns {Export[]} What it exports, re-exports followed to where they are declared. What comes from
 *   another package is that package's to document.
 */
function exportsOf(root, file) {
  if (!existsSync(join(root, file))) return [];
  const { statements, declared } = readDeclarations(root, file);
  return statements.flatMap((statement) => {
    if (statement.type === "ExportAllDeclaration")
      return exportsOfSource(root, file, statement.source.value);
    if (statement.type !== "ExportNamedDeclaration") return [];
    if (statement.declaration)
      return namesOf(statement.declaration).map((name) => ({
        name,
        file,
        documented: declared.get(name) === true,
      }));
    return statement.specifiers.flatMap((/** @type {any} */ specifier) => {
      const local = specifier.local.name;
      if (!statement.source)
        return [{ name: local, file, documented: declared.get(local) === true }];
      const target = declarationsOf(file, statement.source.value);
      if (target === undefined) return [];
      const found = exportsOf(root, target).filter(({ name }) => name === local);
      return found.length > 0 ? found : [{ name: local, file: target, documented: false }];
    });
  });
}

/**
 * @param {string} root
 * @param {string} from
 * @param {string} specifier
 */
function exportsOfSource(root, from, specifier) {
  const target = declarationsOf(from, specifier);
  return target === undefined ? [] : exportsOf(root, target);
}

/**
 * @param {string} from
 * @param {string} specifier
 * @returns {string | undefined} The d.ts file; `undefined` for another package.
 */
function declarationsOf(from, specifier) {
  if (!specifier.startsWith(".")) return undefined;
  return posix.join(posix.dirname(from), specifier.replace(/\.(ts|js)$/, ".d.ts"));
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {{ statements: any[], declared: Map<string, boolean> }} `declared` says of every top-level name
 *   whether a JSDoc comment stands right before it; one overload with a comment is enough.
 */
function readDeclarations(root, file) {
  const text = readFileSync(join(root, file), "utf8");
  const { program, comments } = parseSync(file, text);
  /** @type {Map<string, boolean>} */
  const declared = new Map();
  /** @type {any[]} */
  const statements = program.body;
  for (const statement of statements) {
    const documented = comments.some(
      ({ type, value, end }) =>
        type === "Block" &&
        /^\*[\s*]*[^\s*]/.test(value) &&
        end <= statement.start &&
        text.slice(end, statement.start).trim() === "",
    );
    for (const name of namesOf(statement.declaration ?? statement))
      declared.set(name, documented || declared.get(name) === true);
  }
  return { statements, declared };
}

/**
 * @param {any} declaration
 * @returns {string[]}
 */
function namesOf(declaration) {
  if (declaration.declarations)
    return declaration.declarations.map((/** @type {any} */ { id }) => id.name);
  return declaration.id ? [declaration.id.name] : [];
}
