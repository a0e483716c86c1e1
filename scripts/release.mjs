import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { packPackages } from "./packed-packages.mjs";

/*
 * `pnpm release` publishes what is not published yet, from a clean build that passed the checks of the
 * packages. `pnpm release --dry-run` does all of that but publish, and shows what would be.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const [option, ...more] = process.argv.slice(2);
if (more.length > 0 || (option !== undefined && option !== "--dry-run")) {
  // A misspelt dry run must not become a release.
  console.error("Usage: pnpm release [--dry-run]");
  process.exit(2);
}

pnpm("run", "clean");
pnpm("run", "build");
pnpm("exec", "turbo", "run", "check:pkg");
execFileSync(process.execPath, ["scripts/check.mjs", "packages"], { cwd: root, stdio: "inherit" });

if (option === undefined) pnpm("exec", "changeset", "publish");
else for (const packed of packPackages(root)) show(packed);

/** @param {string[]} args */
function pnpm(...args) {
  execFileSync("pnpm", args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
}

/** @param {import("./packed-packages.mjs").PackedPackage} packed */
function show({ name, version, files, bytes }) {
  console.log(`\nWould publish ${name}@${version}: ${files.length} files, ${bytes} bytes`);
  const folders = files.map((file) => file.replace(/\/.*/, "/"));
  for (const folder of new Set(folders)) {
    const within = folders.filter((other) => other === folder).length;
    console.log(`  ${folder.endsWith("/") ? `${folder} ${within} files` : folder}`);
  }
}
