import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/*
 * Puts the command, log-core, log-reader and the parser of yargs into a few files, as they are published: Node takes about a
 * millisecond for every module that it finds, reads and compiles, and `log-cli get` would load some
 * hundred. What a command loads lazily stays a file of its own. `node bundle.mjs [FOLDER]` puts it
 * into a folder beside this file; it needs what `tsc -b` builds.
 */
const OUT = fileURLToPath(new URL(`${process.argv[2] ?? "bundle"}/`, import.meta.url));

/** What is installed beside the command stays outside: the writer, and libraries few commands need. */
const { dependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
const INLINED = new Set(["@org/log-core", "@org/log-reader"]);
const isInstalled = (name) =>
  Object.keys(dependencies).some(
    (dependency) =>
      !INLINED.has(dependency) && (name === dependency || name.startsWith(`${dependency}/`)),
  );

rmSync(OUT, { recursive: true, force: true });
const bundle = await rolldown({
  input: {
    main: fileURLToPath(new URL("dist/main.js", import.meta.url)),
    "judge-worker": fileURLToPath(
      new URL("regex/judge-worker.js", import.meta.resolve("@org/log-reader")),
    ),
  },
  platform: "node",
  external: (name) => isInstalled(name),
  // Of yargs the parser alone is used; its other modules do nothing by being imported.
  treeshake: { moduleSideEffects: (name) => !/node_modules/.test(name) },
});
// Code that several commands need lies in one file: a kilobyte that is not needed costs less than a file.
await bundle.write({
  dir: OUT,
  format: "esm",
  chunkFileNames: "[name].js",
  sourcemap: true,
  codeSplitting: { groups: [{ name: "shared", minShareCount: 4 }] },
});

// A file that is started by its path (a worker) is no import, so the bundler does not know of it.
for (const name of readdirSync(OUT).filter((one) => one.endsWith(".js"))) {
  const text = readFileSync(`${OUT}${name}`, "utf8");
  for (const [, path = ""] of text.matchAll(
    /new URL\(\s*"(\.\/[^"]+\.[cm]?js)",\s*import\.meta\.url/g,
  )) {
    if (!existsSync(new URL(path, `file://${OUT}${name}`))) {
      throw new Error(
        `bundle/${name} starts ${path}, which is not in the bundle: make it an input`,
      );
    }
  }
}
