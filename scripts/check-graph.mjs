import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, posix } from "node:path";
import { moduleImports } from "./module-imports.mjs";
import { sourceFiles } from "./source-files.mjs";

/**
 * @typedef {object} PackageRule
 * @property {readonly string[]} mayDependOn Packages of the workspace it may import, by their folder's name.
 * @property {number} atLeastModules Modules its `src` must be seen to hold: a check that sees nothing passes.
 *
 * @typedef {object} ImportRule
 * @property {string} in Path the rule holds for: a file, or a folder that ends with `/`. `*` is any one name.
 * @property {readonly string[]} [mayImport] The only imports allowed besides relative ones.
 * @property {readonly string[]} [mayNotImport] Imports that are forbidden.
 * @property {string} [oneImporterOf] A package that exactly one file of the folder imports.
 * @property {string} because
 *
 * An import is named as it is written: `pino`, `@org/log-core`, `node:fs`. `node:*` is all of Node; a name
 * stands for its deeper paths too (`node:fs` for `node:fs/promises`). A name that ends with `/` is a folder
 * of this repository that a relative import must not reach.
 */

/** What the packages are, who may know whom, and how much of each must be seen. */
export const PACKAGES = /** @type {Readonly<Record<string, PackageRule>>} */ ({
  "packages/log-core": { mayDependOn: [], atLeastModules: 10 },
  "packages/log-writer": { mayDependOn: ["log-core"], atLeastModules: 8 },
  "packages/log-reader": { mayDependOn: ["log-core"], atLeastModules: 8 },
  "packages/log-adapters": { mayDependOn: ["log-core"], atLeastModules: 25 },
  "apps/log-cli": { mayDependOn: ["log-core", "log-reader", "log-writer"], atLeastModules: 8 },
  "apps/baileys-bot": { mayDependOn: ["log-adapters", "log-writer"], atLeastModules: 2 },
  "apps/whatsapp-web-bot": { mayDependOn: ["log-adapters", "log-writer"], atLeastModules: 2 },
  "apps/demo-bot": {
    mayDependOn: ["log-adapters", "log-cli", "log-core", "log-writer"],
    atLeastModules: 2,
  },
  "internal/test-kit": { mayDependOn: [], atLeastModules: 5 },
  "internal/acceptance": {
    mayDependOn: ["log-adapters", "log-cli", "log-core", "log-reader", "log-writer"],
    atLeastModules: 3,
  },
  benchmarks: {
    mayDependOn: ["demo-bot", "log-adapters", "log-cli", "log-core", "log-reader", "log-writer"],
    atLeastModules: 2,
  },
});

/** A devDependency that every package may have: it knows none of them. */
export const TEST_KIT = "test-kit";

/** What single folders and files may import. */
export const IMPORTS = /** @type {readonly ImportRule[]} */ ([
  {
    in: "packages/log-core/src/",
    mayImport: [],
    because: "log-core is pure: no packages, no files, no timers",
  },
  {
    in: "packages/log-writer/src/",
    oneImporterOf: "pino",
    because: "pino's habits are met in one place",
  },
  {
    in: "packages/log-writer/src/",
    oneImporterOf: "rotating-file-stream",
    because: "the habits of rotating-file-stream are met in one place",
  },
  {
    in: "packages/log-writer/src/entry/",
    mayImport: ["@org/log-core", "pino"],
    mayNotImport: [
      "packages/log-writer/src/append/",
      "packages/log-writer/src/folder/",
      "packages/log-writer/src/retention/",
    ],
    because: "an entry becomes a line without knowing where it goes",
  },
  {
    in: "packages/log-reader/src/query/",
    mayImport: ["@org/log-core"],
    because: "what a query means is pure: other stores can answer it",
  },
  {
    in: "packages/log-reader/src/",
    oneImporterOf: "fast-glob",
    because: "files are found in one place",
  },
  ...["entry", "payload", "cloud-api", "baileys", "whatsapp-web"].map((folder) => ({
    in: `packages/log-adapters/src/${folder}/`,
    mayImport: ["@org/log-core"],
    mayNotImport: ["packages/log-adapters/src/attach/"],
    because:
      "what a payload means is pure: it is read without the library, the network or a writer",
  })),
  {
    in: "apps/log-cli/src/",
    oneImporterOf: "yargs",
    because: "commands are plain functions; the parser is wired in one place",
  },
  {
    in: "apps/log-cli/src/",
    oneImporterOf: "string-width",
    because: "how wide a text is, is judged in one place",
  },
  {
    in: "apps/log-cli/src/render/content/",
    mayNotImport: ["apps/log-cli/src/render/neutralise.ts"],
    because: "what an entry says is read once, and each form makes it safe in its own way",
  },
  {
    in: "apps/log-cli/src/render/",
    mayImport: ["@org/log-core", "@org/log-reader", "string-width"],
    because: "what is shown is text made of values, without a terminal",
  },
  {
    in: "packages/*/src/",
    mayNotImport: ["node:child_process", "vitest", "fast-check", "@org/test-kit"],
    because: "a library starts no processes and ships nothing of its tests",
  },
  {
    in: "apps/*/src/",
    mayNotImport: ["vitest", "fast-check", "@org/test-kit"],
    because: "what ships holds nothing of its tests",
  },
]);

/**
 * @typedef {object} Module
 * @property {string} path From the root, with `/`.
 * @property {string} home Folder of its package.
 * @property {readonly string[]} imports What it imports, as written.
 */

/**
 * Checks the dependencies in every package.json and the imports of every module against the tables above.
 *
 * @param {string} root
 * @param {{ packages?: typeof PACKAGES, imports?: typeof IMPORTS }} [tables]
 * @returns {{ seen: string, problems: string[] }}
 */
export function checkGraph(root, { packages = PACKAGES, imports = IMPORTS } = {}) {
  const modules = Object.keys(packages).flatMap((home) => readModules(root, home));
  return {
    seen: `${modules.length} modules of ${Object.keys(packages).length} packages`,
    problems: [
      ...unknownPackages(root, packages),
      ...Object.entries(packages).flatMap(([home, rule]) => [
        ...packageProblems(root, home, rule),
        ...tooFewModules(modules, home, rule),
      ]),
      ...modules.flatMap((module) => moduleProblems(root, module, packages)),
      ...imports.flatMap((rule) => ruleProblems(modules, rule)),
    ],
  };
}

/**
 * @param {string} root
 * @param {string} home
 * @returns {Module[]}
 */
function readModules(root, home) {
  return sourceFiles(root, home, /\.[cm]?[jt]s$/).map((path) => ({
    path,
    home,
    imports: moduleImports(path, readFileSync(join(root, path), "utf8")),
  }));
}

/**
 * @param {string} root
 * @param {typeof PACKAGES} packages
 * @returns {string[]} Packages that exist and that the table does not know.
 */
function unknownPackages(root, packages) {
  return ["packages", "apps", "internal", "benchmarks"]
    .flatMap((folder) => sourceFiles(root, folder, /(^|\/)package\.json$/))
    .map((path) => dirname(path))
    .filter((home) => !(home in packages) && !home.includes("/test/"))
    .map(
      (home) => `${home}: not in the table of scripts/check-graph.mjs; say what it may depend on`,
    );
}

/**
 * @param {string} root
 * @param {string} home
 * @param {PackageRule} rule
 * @returns {string[]} Dependencies that the table does not allow.
 */
function packageProblems(root, home, rule) {
  const file = join(root, home, "package.json");
  if (!existsSync(file)) return [`${home}: in the table of scripts/check-graph.mjs, but not there`];
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  const development = Object.keys(manifest.devDependencies ?? {});
  const production = ["dependencies", "peerDependencies", "optionalDependencies"].flatMap((field) =>
    Object.keys(manifest[field] ?? {}),
  );
  return [
    ...production.filter((name) => !mayKnow(name, rule.mayDependOn)),
    ...development.filter((name) => !mayKnow(name, [...rule.mayDependOn, TEST_KIT])),
  ].map((name) => `${home}/package.json: must not depend on ${name}`);
}

/**
 * @param {string} specifier
 * @param {readonly string[]} allowed Folder names of packages.
 */
function mayKnow(specifier, allowed) {
  const [scope, name] = specifier.split("/");
  return scope !== "@org" || allowed.includes(name ?? "");
}

/**
 * @param {readonly Module[]} modules
 * @param {string} home
 * @param {PackageRule} rule
 * @returns {string[]}
 */
function tooFewModules(modules, home, rule) {
  const count = modules.filter((module) => module.path.startsWith(`${home}/src/`)).length;
  return count >= rule.atLeastModules
    ? []
    : [`${home}/src: saw ${count} modules where at least ${rule.atLeastModules} are expected`];
}

/**
 * @param {string} root
 * @param {Module} module
 * @param {typeof PACKAGES} packages
 * @returns {string[]} Imports that no module may have.
 */
function moduleProblems(root, { path, home, imports }, packages) {
  const allowed = [...(packages[home]?.mayDependOn ?? []), posix.basename(home), TEST_KIT];
  return imports.flatMap((specifier) => {
    if (specifier === "<computed>" && path.startsWith(`${home}/src/`))
      return [`${path}: an import is computed at run time, so nothing can check it`];
    if (specifier.startsWith("."))
      return posix.join(dirname(path), specifier).startsWith(`${home}/`)
        ? []
        : [`${path}: ${specifier} leaves the package; import by name`];
    if (isBuiltin(specifier) && !specifier.startsWith("node:"))
      return [`${path}: write ${specifier} as node:${specifier}`];
    if (!mayKnow(specifier, allowed)) return [`${path}: must not know ${specifier}`];
    return isEntry(root, specifier, packages)
      ? []
      : [`${path}: ${specifier} is not an entry of that package`];
  });
}

/**
 * @param {string} root
 * @param {string} specifier
 * @param {typeof PACKAGES} packages
 * @returns {boolean} Whether the import names what its package exports; true for packages of others.
 */
function isEntry(root, specifier, packages) {
  const [scope, name, ...rest] = specifier.split("/");
  const home = Object.keys(packages).find((key) => posix.basename(key) === name);
  if (scope !== "@org" || home === undefined) return true;
  const { exports } = JSON.parse(readFileSync(join(root, home, "package.json"), "utf8"));
  return ["."].concat(rest).join("/") in (exports ?? {});
}

/**
 * @param {readonly Module[]} modules
 * @param {ImportRule} rule
 * @returns {string[]}
 */
function ruleProblems(modules, rule) {
  const held = modules.filter(({ path }) => isIn(path, rule.in));
  if (held.length === 0) return [`${rule.in}: the rule "${rule.because}" holds for no file`];
  const found = held.flatMap(({ path, imports }) =>
    imports
      .filter((specifier) => !isAllowed(path, specifier, rule))
      .map((specifier) => `${path}: must not import ${specifier}: ${rule.because}`),
  );
  return [...found, ...importerProblems(held, rule)];
}

/**
 * @param {readonly Module[]} held
 * @param {ImportRule} rule
 * @returns {string[]}
 */
function importerProblems(held, { in: folder, oneImporterOf, because }) {
  if (oneImporterOf === undefined) return [];
  const importers = held
    .filter(({ path, imports }) => imports.some((name) => matches(path, name, oneImporterOf)))
    .map(({ path }) => path);
  if (importers.length === 1) return [];
  const who = importers.length === 0 ? "no file" : importers.join(", ");
  return [`${folder}: ${oneImporterOf} must have one importer, has ${who}: ${because}`];
}

/**
 * @param {string} path
 * @param {string} specifier
 * @param {ImportRule} rule
 */
function isAllowed(path, specifier, { mayImport, mayNotImport }) {
  if (mayNotImport?.some((name) => matches(path, specifier, name))) return false;
  if (mayImport === undefined || specifier.startsWith(".")) return true;
  return mayImport.some((name) => matches(path, specifier, name));
}

/**
 * @param {string} path
 * @param {string} pattern
 */
function isIn(path, pattern) {
  const names = pattern.split("/");
  const own = path.split("/");
  return names.every((name, index) => name === "*" || name === "" || name === own[index]);
}

/**
 * @param {string} path Module that imports.
 * @param {string} specifier
 * @param {string} name What a rule calls it.
 */
function matches(path, specifier, name) {
  if (name === "node:*") return isBuiltin(specifier);
  if (name.endsWith("/"))
    return specifier.startsWith(".") && isIn(posix.join(dirname(path), specifier), name);
  return specifier === name || specifier.startsWith(`${name}/`);
}
