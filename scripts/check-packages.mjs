import { sourceFiles } from "./source-files.mjs";
import { packPackages } from "./packed-packages.mjs";

/** @typedef {import("./packed-packages.mjs").PackedPackage} PackedPackage */

/**
 * Most bytes of each tarball: about a fifth above what it takes. What makes a package larger than this
 * should be worth it; then raise the number in the same change.
 *
 * @type {Readonly<Record<string, number>>}
 */
export const MAX_TARBALL_BYTES = {
  "@org/log-core": 70_000,
  "@org/log-writer": 275_000,
  "@org/log-reader": 340_000,
  "@org/log-adapters": 140_000,
  "@org/log-cli": 540_000,
};

/** What every tarball holds besides what is built. The changelog comes with the first release. */
const REQUIRED = ["LICENSE", "README.md", "package.json"];

/** What a tarball may hold: output with its maps and the sources they lead to, or a bundle. */
const ALLOWED = [
  /^(?:LICENSE|README\.md|CHANGELOG\.md|package\.json)$/,
  /^dist\/[\w/-]+\.(?:js|js\.map|d\.ts|d\.ts\.map)$/,
  /^src\/[\w/-]+\.(?:ts|wat)$/,
  /^bundle\/(?:[\w-]+\.js|[\w-]+\.js\.map|package\.json|third-party-licenses\.txt)$/,
];

/**
 * Packs what is published and checks what is in it: nothing but what users need, all of it, and not more
 * of it than the budget allows. Run it after a build.
 *
 * @param {string} root
 * @returns {{ seen: string, problems: string[] }}
 */
export function checkPackages(root) {
  const packed = packPackages(root);
  const sizes = packed.map(({ name, bytes }) => `${name} ${Math.ceil(bytes / 1000)} kB`);
  return {
    seen: sizes.join(", "),
    problems: [
      ...(packed.length === 0 ? ["no package is published"] : []),
      ...Object.keys(MAX_TARBALL_BYTES)
        .filter((name) => !packed.some((one) => one.name === name))
        .map((name) => `${name} has a budget and is not published`),
      ...packed.flatMap((one) =>
        packageProblems(one, sourceFiles(root, `${one.folder}/src`, /\.ts$/)).map(
          (problem) => `${one.name}: ${problem}`,
        ),
      ),
    ],
  };
}

/**
 * What is wrong with one package.
 *
 * @param {PackedPackage} packed
 * @param {readonly string[]} sources Its sources, from the root of the repository.
 * @returns {string[]}
 */
export function packageProblems({ name, folder, manifest, files, bytes }, sources) {
  const budget = MAX_TARBALL_BYTES[name];
  const built = sources.map((path) => path.slice(`${folder}/src/`.length, -".ts".length));
  const isBundled = files.some((file) => file.startsWith("bundle/"));
  const required = isBundled
    ? ["main.js", "package.json", "third-party-licenses.txt"].map((file) => `bundle/${file}`)
    : built.flatMap((path) => [
        `src/${path}.ts`,
        ...[".js", ".js.map", ".d.ts", ".d.ts.map"].map((ending) => `dist/${path}${ending}`),
      ]);
  return [
    ...(budget === undefined ? [`has no budget: add one to scripts/check-packages.mjs`] : []),
    ...(budget !== undefined && bytes > budget
      ? [`${bytes} bytes packed, and ${budget} are allowed`]
      : []),
    ...files
      .filter((file) => !ALLOWED.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong into the tarball`),
    ...[...REQUIRED, ...required]
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is missing in the tarball`),
    ...subpathsWithoutTypes(manifest),
  ];
}

/**
 * Projects with `node10` resolution do not see `exports`: each of its subpaths needs a line in
 * `typesVersions`.
 *
 * @param {Readonly<Record<string, any>>} manifest
 * @returns {string[]}
 */
function subpathsWithoutTypes({ exports = {}, typesVersions = {} }) {
  const known = Object.keys(typesVersions["*"] ?? {});
  return Object.keys(exports)
    .filter((path) => path !== "." && path !== "./package.json")
    .map((path) => path.slice("./".length))
    .filter((path) => !known.includes(path))
    .map((path) => `${path} is in exports and not in typesVersions`);
}
