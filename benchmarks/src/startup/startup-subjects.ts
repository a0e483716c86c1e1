import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundledCommand, commandFolder } from "../bundled-command.ts";

/** A program whose start is timed. */
export interface StartupSubject {
  readonly name: string;
  /** Arguments for Node. */
  readonly args: readonly string[];
  /** The most it may take, as a multiple of {@link BASELINE}; `undefined` where it only explains. */
  readonly maxRatio?: number;
}

/** What every start of Node costs. */
export const BASELINE: StartupSubject = { name: "`node -e 0`", args: ["-e", "0"] };

/** What `log-cli get` loads besides the program itself, which would run; it asks for the rest. */
const GET_FILE = "ask.js";

/** The commands, and what their start is made of: each part alone in a Node of its own. */
export function startupSubjects(dir: string, phone: string): readonly StartupSubject[] {
  const cli = commandFolder();
  const main = bundledCommand("startup");
  const ofCli = createRequire(join(cli, "package.json"));
  const loading = (file: string): readonly string[] => [
    "--input-type=module",
    "-e",
    `await import(${JSON.stringify(pathToFileURL(file).href)})`,
  ];
  const built = (name: string): string =>
    join(dirname(ofCli.resolve(`${name}/package.json`)), "dist/index.js");
  return [
    BASELINE,
    { name: "`log-cli --help`", args: [main, "--help"], maxRatio: 2.2 },
    {
      name: "`log-cli get` of a small log",
      args: [main, "get", phone, "--dir", dir],
      maxRatio: 2.5,
    },
    { name: "`log-cli list`", args: [main, "list", "--dir", dir] },
    { name: "an empty module", args: ["--input-type=module", "-e", ""] },
    { name: "loading log-core", args: loading(built("@org/log-core")) },
    { name: "loading log-reader (with log-core)", args: loading(built("@org/log-reader")) },
    {
      name: "loading all code of `get`, bundled",
      args: ["-e", `require(${JSON.stringify(join(dirname(main), GET_FILE))})`],
    },
    { name: "loading yargs, unbundled", args: loading(ofCli.resolve("yargs")) },
    {
      name: "one `Intl.DateTimeFormat`",
      args: ["-e", "new Intl.DateTimeFormat('en-US',{timeZone:'Europe/Rome'}).format(0)"],
    },
  ];
}
