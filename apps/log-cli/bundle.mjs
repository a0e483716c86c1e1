import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decode, encode } from "@jridgewell/sourcemap-codec";
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
/** Small, and used where it cannot be awaited, which CommonJS would have to. */
const MASK = "@org/log-writer/mask";
const isInstalled = (name) =>
  name !== MASK &&
  Object.keys(dependencies).some(
    (dependency) =>
      !INLINED.has(dependency) && (name === dependency || name.startsWith(`${dependency}/`)),
  );

/** Files of the reader that are started by their path. */
const partOfReader = (path) => fileURLToPath(new URL(path, import.meta.resolve("@org/log-reader")));

/** Without comments and spaces a file compiles sooner; names stay, for whoever reads a stack trace. */
const SMALL = { compress: false, mangle: false, codegen: { removeWhitespace: true } };

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
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
/** What starts a thread before all else is loaded, and with it all of log-core. */
const AHEAD =
  /log-core.dist|log-reader.dist.(?:ahead|threads.(?:thread-ahead|scan-thread|pack-batch|scan-cost))\.js|log-cli.dist.(?:ahead|folder|process-place|before-dashes|default-days|command-line)\.js/;
/** What help needs besides its own file. */
const START =
  /log-cli.dist.(?:run|run-process|io|output|exit-code|say|flags|command-\w+|render.(?:neutralise|wrap-words))\.js/;
/** What only tables and messages drawn on a terminal need: ten milliseconds, into a pipe for nothing. */
const WIDTHS =
  /[\\/](?:string-width|strip-ansi|ansi-regex|get-east-asian-width)[\\/]|log-cli.dist.render.text-width\.js/;
/** What `get` and `search` into a pipe need, and with it all that it imports: one file is one search for it. */
const READ =
  /log-cli.dist.(?:parser|commands.(?:get|search))\.js|log-reader.dist.threads.(?:scan-threads|shared-scan)\.js/;
/** Code that several commands need: a few kilobytes that one of them does not need cost less than a file. */
const groups = [
  { name: "core", test: AHEAD, priority: 4 },
  { name: "start", test: START, priority: 3 },
  { name: "widths", test: WIDTHS, priority: 2 },
  { name: "ask", test: READ, priority: 2 },
  { name: "all", minShareCount: 3, priority: 1 },
];
/** Node runs CommonJS at once; for an ES module it first loads what loads them: a tenth of the time of an empty start. */
const CODE = { dir: OUT, format: "cjs", minify: SMALL, exports: "named" };
const { output } = await bundle.generate({
  ...CODE,
  chunkFileNames: "[name].js",
  sourcemap: true,
  codeSplitting: { groups },
});
writeChunks(output);
// A worker is a program of its own: what commands share would be loaded by each thread for nothing.
for (const [name, folder] of [
  ["judge-worker", "regex"],
  ["scan-worker", "threads"],
]) {
  const worker = await rolldown({ ...options, input: partOfReader(`${folder}/${name}.js`) });
  // Without a map: of an error in a worker nobody sees the lines.
  const chunks = await worker.generate({ ...CODE, chunkFileNames: `${name}-[name].js` });
  writeChunks(chunks.output);
}
writeFileSync(`${OUT}package.json`, '{"type":"commonjs"}\n');
writeFileSync(`${OUT}third-party-licenses.txt`, thirdPartyLicenses(output));

// A file that is started by its path (a worker) is no import, so the bundler does not know of it.
for (const name of readdirSync(OUT).filter((one) => one.endsWith(".js"))) {
  const text = readFileSync(`${OUT}${name}`, "utf8");
  for (const [, path = ""] of text.matchAll(/new URL\(\s*["`](\.\/[^"`]+\.[cm]?js)["`]/g)) {
    if (!existsSync(new URL(path, `file://${OUT}${name}`))) {
      throw new Error(
        `bundle/${name} starts ${path}, which is not in the bundle: make it an input`,
      );
    }
  }
}

/** Writes files of code, all in ASCII: with one other letter in it, Node keeps and reads twice the bytes of a file. */
function writeChunks(chunks) {
  for (const { type, fileName, code, map } of chunks) {
    if (type !== "chunk") continue;
    if (existsSync(join(OUT, fileName))) throw new Error(`bundle/${fileName} is made twice`);
    writeFileSync(join(OUT, fileName), escapeNonAscii(code));
    if (map === null) continue;
    const lines = code.split("\n");
    const places = decode(map.mappings).map((of, number) => shifted(of, lines[number]));
    writeFileSync(
      join(OUT, `${fileName}.map`),
      JSON.stringify({ ...map, mappings: encode(places) }),
    );
  }
}

/** In strings, patterns and names alike, `\u2026` stands for the letter. */
function escapeNonAscii(code) {
  const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return code.replaceAll(/[^\0-\x7f]/g, escape);
}

/** Places in a line of code, as they are once it has been escaped. */
function shifted(places, line) {
  let from = 0;
  let shift = 0;
  return places.map(([column, ...source]) => {
    shift += escapeNonAscii(line.slice(from, column)).length - (column - from);
    from = column;
    return [column + shift, ...source];
  });
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
