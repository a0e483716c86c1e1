import { writeFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = new URL("../dist/index.js", import.meta.url).href;

/**
 * Writes the program of a bot into a folder, to be run as a process of its own.
 *
 * @param names what it takes from the built package
 * @returns the path of the program
 */
export function writeBot(dir: string, program: string, names = "createLogWriter"): string {
  const path = join(dir, "bot.mjs");
  writeFileSync(path, `import { ${names} } from "${PACKAGE}";\n${program}`);
  return path;
}
