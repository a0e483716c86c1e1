import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/*
 * Puts the command, log-core, log-reader and the parser of yargs into a few files, as they are published: Node takes about a
 * millisecond for every module that it finds, reads and compiles, and `log-cli get` would load some
 * hundred. What a command loads lazily stays a file of its own. `node bundle.mjs [FOLDER]` puts it
 * into a folder beside this file; it needs what `tsc -b` builds.
 */
const OUT = fileURLToPath(new URL(`${process.argv[2] ?? "bundle"}/`, import.meta.url));

/** What is installed beside the command stays outside: the writer, and libraries that few commands load. */
const { dependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
const INLINED = new Set(["@org/log-core", "@org/log-reader"]);
const isInstalled = (name) =>
  Object.keys(dependencies).some(
    (dependency) =>
      !INLINED.has(dependency) && (name === dependency || name.startsWith(`${dependency}/`)),
  );

/** Files of the reader that are started by their path. */
const partOfReader = (path) => fileURLToPath(new URL(path, import.meta.resolve("@org/log-reader")));

/** Without comments and spaces a file compiles sooner; names stay, for whoever reads a stack trace. */
const SMALL = { compress: false, mangle: false, codegen: { removeWhitespace: true } };

rmSync(OUT, { recursive: true, force: true });
const options = {
  platform: "node",
  external: (name) => isInstalled(name),
  // Of yargs the parser alone is used; its other modules do nothing by being imported.
  treeshake: { moduleSideEffects: (name) => !/node_modules/.test(name) },
};
const bundle = await rolldown({
  ...options,
  input: { main: fileURLToPath(new URL("dist/main.js", import.meta.url)) },
});
/** What help needs besides its own file. */
const START =
  /log-core.dist|log-reader.dist.(?:ahead|threads.(?:thread-ahead|scan-thread|packed-batch|scan-cost))\.js|log-cli.dist.(?:run|io|ahead|folder|output|exit-code|say|flags|command-\w+|render.(?:neutralise|wrap-words))\.js/;
/** What only tables and messages drawn on a terminal need: ten milliseconds, into a pipe for nothing. */
const WIDTHS =
  /[\\/](?:string-width|strip-ansi|ansi-regex|get-east-asian-width)[\\/]|log-cli.dist.render.text-width\.js/;
/** What `get` and `search` into a pipe need, and with it all that it imports: one file is one search for it. */
const READ =
  /log-cli.dist.(?:parser|commands.(?:get|search))\.js|log-reader.dist.threads.(?:scan-threads|shared-scan)\.js/;
/** The bundler's own helpers. */
const HELPERS = "rolldown-runtime.js";
/** A file that gives what another one has, and nothing else. */
const NAMING_FILE = /^import\{([^{}]*)\}from"\.\/([^"]+)";export\{([^{}]*)\};(?:\n\/\/#.*)?\s*$/;
/** Their names are short on purpose: see passBy. Code that several commands need: a few kilobytes that one of them does not need cost less than a file. */
const groups = [
  { name: "start", test: START, priority: 3 },
  { name: "widths", test: WIDTHS, priority: 2 },
  { name: "ask", test: READ, priority: 2 },
  { name: "all", minShareCount: 3, priority: 1 },
];
/** Threads: as CommonJS a sixth sooner ready, and with a shorter name, which takes the place of the other. */
const [JUDGE, SCAN] = ["judge", "scan"];
const { output } = await bundle.write({
  dir: OUT,
  format: "esm",
  chunkFileNames: "[name].js",
  minify: SMALL,
  sourcemap: true,
  codeSplitting: { groups },
});
passBy(OUT, output);
// A worker is a program of its own: what commands share would be loaded by each thread for nothing.
for (const [name, input] of [
  [JUDGE, partOfReader("regex/judge-worker.js")],
  [SCAN, partOfReader("threads/scan-worker.js")],
]) {
  const worker = await rolldown({ ...options, input: { [name]: input } });
  // Without a map: of an error in a worker nobody sees the lines.
  const names = { entryFileNames: `${name}.cjs`, chunkFileNames: `${name}-[name].cjs` };
  await worker.write({ dir: OUT, format: "cjs", ...names, minify: SMALL });
}
writeFileSync(`${OUT}third-party-licenses.txt`, thirdPartyLicenses(output));

// A file that is started by its path (a worker) is no import, so the bundler does not know of it.
for (const name of readdirSync(OUT).filter((one) => one.endsWith(".js"))) {
  const text = readFileSync(`${OUT}${name}`, "utf8");
  for (const [, path = ""] of text.matchAll(
    /new URL\(\s*["`](\.\/[^"`]+\.[cm]?js)["`],\s*import\.meta\.url/g,
  )) {
    if (!existsSync(new URL(path, `file://${OUT}${name}`))) {
      throw new Error(
        `bundle/${name} starts ${path}, which is not in the bundle: make it an input`,
      );
    }
  }
}

/**
 * Takes out files that Node would find, read and compile for nothing: one that the bundler makes for each
 * module that is imported lazily and lies in a file with others, to name that file, and its own helpers
 * where none is used. No code moves, so source maps stay true.
 */
function passBy(folder, chunks) {
  const texts = new Map();
  for (const { type, fileName, code } of chunks) if (type === "chunk") texts.set(fileName, code);
  const replace = (before, after) => {
    const padded = after.padEnd(before.length);
    for (const [name, code] of texts) texts.set(name, code.replaceAll(before, padded));
  };
  const dropUnused = (fileName) => {
    if ([...texts.values()].some((code) => code.includes(`"./${fileName}"`))) return;
    texts.delete(fileName);
    for (const gone of [fileName, `${fileName}.map`]) rmSync(join(folder, gone), { force: true });
  };
  if (/(?:^|;)export\{\};\s*$/.test(texts.get(HELPERS) ?? "")) {
    replace(`import"./${HELPERS}";`, "");
    dropUnused(HELPERS);
  }
  for (const name of [JUDGE, SCAN]) {
    const urlOf = (file) => `new URL(\`./${file}\`,import.meta.url)`;
    replace(urlOf(`${name}-worker.js`), urlOf(`${name}.cjs`));
  }
  for (const [fileName, code] of texts) {
    const [, imported, target, exported] = NAMING_FILE.exec(code) ?? [];
    if (imported === undefined || exported.includes(" as ")) continue;
    // A longer name would move what stands behind it.
    if (target.length > fileName.length) continue;
    const outer = new Map(imported.split(",").map((one) => one.split(" as ").toReversed()));
    const wanted = exported.split(",").map((name) => [outer.get(name) ?? name, name]);
    texts.set(target, withExports(texts.get(target), wanted));
    replace(`\`./${fileName}\``, `\`./${target}\``);
    dropUnused(fileName);
  }
  for (const [fileName, code] of texts) writeFileSync(join(folder, fileName), code);
}

/** Has a file give what it gives under short names by their own names too. */
function withExports(code, wanted) {
  const at = code.lastIndexOf("export{");
  const given = code.slice(at + "export{".length, code.indexOf("}", at)).split(",");
  const pairs = given.map((one) => one.split(" as ")).map(([local, name = local]) => [name, local]);
  const inner = new Map(pairs);
  const added = wanted.filter(([, name]) => !inner.has(name));
  if (added.length < wanted.length) throw new Error(`a name of ${wanted.join(" ")} is taken`);
  const clauses = added.map(([short, name]) => `${inner.get(short)} as ${name}`);
  return `${code.slice(0, at)}export{${[...clauses, ...given].join(",")}${code.slice(code.indexOf("}", at))}`;
}

/** The licences of the libraries that are in the bundle ask to go wherever their code goes. */
function thirdPartyLicenses(chunks) {
  const modules = chunks.flatMap((chunk) => chunk.moduleIds ?? []);
  const folders = modules.flatMap(
    (id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? [],
  );
  const texts = [...new Set(folders)]
    .toSorted((a, b) => a.localeCompare(b))
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      if (file === undefined) throw new Error(`${name} is bundled and has no licence file`);
      return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    });
  if (texts.length === 0) throw new Error("No library was found in the bundle: yargs is one.");
  return texts.join(`\n${"-".repeat(72)}\n\n`);
}
