import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const REGISTRY = "packages/log-core/dist/index.js";
const PAGE = "docs/errors.md";

/**
 * Checks that `docs/errors.md` and the registry of error codes name the same codes. A code is documented
 * by a heading of its own, or by the first cell of a table row. Run it after a build.
 *
 * @param {string} root
 * @returns {Promise<{ seen: string, problems: string[] }>}
 */
export async function checkErrorsDoc(root) {
  const missing = [REGISTRY, PAGE].filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0)
    return { seen: "0 codes", problems: missing.map((path) => `${path}: not there`) };
  const { LOG_ERROR_CODES } = await import(pathToFileURL(join(root, REGISTRY)).href);
  const codes = Object.keys(LOG_ERROR_CODES ?? {});
  const documented = documentedCodes(readFileSync(join(root, PAGE), "utf8"));
  return {
    seen: `${codes.length} codes`,
    problems: [
      ...(codes.length === 0 ? [`${REGISTRY}: LOG_ERROR_CODES has no codes`] : []),
      ...codes
        .filter((code) => !documented.includes(code))
        .map((code) => `${PAGE}: ${code} is not documented`),
      ...documented
        .filter((code) => !codes.includes(code))
        .map((code) => `${PAGE}: ${code} is documented, but no such code exists`),
      ...documented
        .filter((code, index) => documented.indexOf(code) !== index)
        .map((code) => `${PAGE}: ${code} is documented twice`),
    ],
  };
}

/** @param {string} page */
function documentedCodes(page) {
  return [...page.matchAll(/^(?:#+|\|)\s*`?(LOG_[A-Z0-9_]+)`?/gm)].map(([, code]) => code ?? "");
}
