import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sourceFiles } from "./source-files.mjs";

/**
 * A published package, and what its tarball is.
 *
 * @typedef {object} PackedPackage
 * @property {string} name With its scope.
 * @property {string} version The one that is in the tree now.
 * @property {string} folder From the root of the repository.
 * @property {Readonly<Record<string, any>>} manifest Its package.json, as it stands there.
 * @property {readonly string[]} files Paths in the tarball.
 * @property {number} bytes Size of the tarball.
 */

/**
 * Packs every package that is not private, as publishing does. They must be built. Asks no registry.
 *
 * @param {string} root
 * @returns {readonly PackedPackage[]}
 */
export function packPackages(root) {
  const packages = ["packages", "apps"]
    .flatMap((parent) => sourceFiles(root, parent, /^[^/]+\/[^/]+\/package\.json$/))
    .map((path) => ({
      folder: path.slice(0, path.lastIndexOf("/")),
      manifest: JSON.parse(readFileSync(join(root, path), "utf8")),
    }))
    .filter(({ manifest }) => manifest.private !== true);
  const tarballs = mkdtempSync(join(tmpdir(), "packed-"));
  try {
    const files = packInto(
      root,
      tarballs,
      packages.map(({ manifest }) => manifest.name),
    );
    return packages.map(({ folder, manifest }) => {
      const { name, version } = manifest;
      const packed = files.get(name);
      if (packed === undefined) throw new Error(`${name} was not packed`);
      return { name, version, folder, manifest, ...packed };
    });
  } finally {
    rmSync(tarballs, { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {string} to
 * @param {readonly string[]} names
 * @returns {ReadonlyMap<string, { files: readonly string[], bytes: number }>}
 */
function packInto(root, to, names) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const chosen = names.flatMap((name) => ["--filter", name]);
  const args = ["-y", packageManager, "-r", ...chosen, "pack", "--json", "--pack-destination", to];
  const printed = execFileSync("npx", args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 << 20,
  });
  /** @type {{ name: string, filename: string, files: { path: string }[] }[]} */
  const all = [JSON.parse(printed)].flat();
  return new Map(
    all.map(({ name, filename, files }) => [
      name,
      { files: files.map(({ path }) => path), bytes: statSync(filename).size },
    ]),
  );
}
