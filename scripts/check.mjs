import { fileURLToPath } from "node:url";
import { checkApiDocs } from "./check-api-docs.mjs";
import { checkDocs } from "./check-docs.mjs";
import { checkErrorsDoc } from "./check-errors-doc.mjs";
import { checkGraph } from "./check-graph.mjs";
import { checkHygiene } from "./check-hygiene.mjs";
import { checkPackages } from "./check-packages.mjs";
import { checkSnippets } from "./check-snippets.mjs";

/** @type {Readonly<Record<string, (root: string) => unknown>>} */
const CHECKS = {
  graph: checkGraph,
  hygiene: checkHygiene,
  docs: checkDocs,
  snippets: checkSnippets,
  "api-docs": checkApiDocs,
  "errors-doc": checkErrorsDoc,
  packages: checkPackages,
};

// `node scripts/check.mjs` runs all of them, `node scripts/check.mjs graph docs` the ones that are named.
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(CHECKS);
for (const name of names) {
  const check = CHECKS[name];
  if (check === undefined)
    throw new Error(`No check is called ${name}; there are ${Object.keys(CHECKS).join(", ")}.`);
  const { seen, problems } = /** @type {{ seen: string, problems: string[] }} */ (
    await check(root)
  );
  console.log(`${problems.length === 0 ? "ok" : "not ok"}  ${name}: ${seen}`);
  for (const problem of problems) console.log(`        ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
