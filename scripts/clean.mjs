import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Removes what was built. `tsc -b` keeps the output of sources that are gone, and a release must not ship it.
const root = fileURLToPath(new URL("..", import.meta.url));
const inside = ["packages", "apps", "internal"].flatMap((parent) =>
  readdirSync(`${root}${parent}`).map((name) => `${parent}/${name}`),
);
for (const name of readdirSync(`${root}apps/log-cli`))
  if (name.startsWith("bundle") && name !== "bundle.mjs")
    rmSync(`${root}apps/log-cli/${name}`, { recursive: true, force: true });
for (const folder of [...inside, "benchmarks", "scripts"])
  rmSync(`${root}${folder}/dist`, { recursive: true, force: true });
