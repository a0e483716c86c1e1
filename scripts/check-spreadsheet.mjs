// Opens an export of log-cli in LibreOffice and checks what it makes of it: no formula, no number that
// was a phone. Not one of the checks of `check.mjs`: it needs LibreOffice, which the nightly run has.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../apps/log-cli/dist/main.js", import.meta.url));
const PHONE = "1234567890";
const TEXTS = [
  "=1+1",
  "+1+1",
  "-1+1",
  "@SUM(1)",
  '=HYPERLINK("https://example.com";"x")',
  "a;=1+1",
  "a\n=1+1",
  "\t=1+1",
  "0042",
  "3E12",
  "+39 333 123 4567",
  "393331234567890",
  "ciao, 👋 漢字",
];
/** How the file is read: as it is written, and as spreadsheets of countries with `;` would. */
const SEPARATORS = { ",": 44, ";": 59 };

const dir = mkdtempSync(join(tmpdir(), "log-cli-spreadsheet-"));
try {
  writeLog(join(dir, "app/logs"));
  run(process.execPath, [MAIN, "export", PHONE, "chat.csv", "--on", "2026-11-23"]);
  const problems = Object.entries(SEPARATORS).flatMap(([name, code]) => look(name, code));
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length === 0) process.stdout.write("ok  no formula, no phone as a number\n");
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** @param {string} folder */
function writeLog(folder) {
  const day = join(folder, "whatsapp/2026-11-23");
  mkdirSync(day, { recursive: true });
  writeFileSync(join(folder, "layout.json"), '{"version":1,"timeZone":"UTC","retentionDays":30}\n');
  const lines = TEXTS.map((text) =>
    JSON.stringify({
      level: "info",
      time: "2026-11-23T10:15:30.123Z",
      phone: PHONE,
      direction: "INCOMING",
      type: "text",
      id: "3E1234567890",
      data: { text },
      msg: text,
    }),
  );
  writeFileSync(join(day, `${PHONE}.log`), `${lines.join("\n")}\n`);
}

/**
 * @param {string} name
 * @param {number} code
 * @returns {string[]}
 */
function look(name, code) {
  // Separator, quote, UTF-8, from line 1; numbers and dates recognised, formulas evaluated: the worst there is.
  const filter = `--infilter=Text - txt - csv (StarCalc):${code},34,76,1,,0,false,true,false,false,false,0,true`;
  run("soffice", [
    `-env:UserInstallation=file://${join(dir, "profile")}`,
    "--headless",
    filter,
    "--convert-to",
    "fods",
    "chat.csv",
  ]);
  const sheet = readFileSync(join(dir, "chat.fods"), "utf8");
  const cells = sheet.match(/<table:table-cell[^>]*office:value-type="[^"]*"[^>]*>/g) ?? [];
  const formulas = cells.filter((cell) => /table:formula/.test(cell));
  const numbers = cells.filter((cell) => /value-type="(?:float|currency|percentage)"/.test(cell));
  const found = [...formulas, ...numbers].map((cell) => `read with ${name}: ${cell}`);
  if (cells.length < TEXTS.length) found.push(`read with ${name}: only ${cells.length} cells`);
  if (!sheet.includes(`'${PHONE}`) && !sheet.includes(`&apos;${PHONE}`)) {
    found.push(`read with ${name}: the phone is missing`);
  }
  return found;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
  const { status, error, stderr } = spawnSync(program, args, { cwd: dir, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
}
