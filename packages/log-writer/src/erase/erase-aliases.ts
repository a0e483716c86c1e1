import { parseAlias, type PhoneKey } from "@org/log-core";
import { aliasPaths } from "../aliases/alias-files.ts";
import { blankLines } from "./blank-lines.ts";
import { createFindMention } from "./find-mention.ts";

/**
 * Overwrites with spaces the lines of the alias files that name one of some ids, also damaged ones.
 * Safe while writers append. Returns how many lines there are.
 *
 * @param anchors ids of which a line keeps the first that it names to the last, so that killed in the
 *   middle of it the next run finds what is left
 */
export function eraseAliases(
  dir: string,
  keys: ReadonlySet<PhoneKey>,
  dryRun: boolean,
  anchors: Iterable<PhoneKey> = keys,
): number {
  const findInDamaged = createFindMention([...keys]);
  let lines = 0;
  for (const path of aliasPaths(dir)) {
    const blanked = blankLines(
      path,
      (line) => {
        const parsed = parseAlias(line.toString("latin1"));
        // The digits of somebody's LID may be somebody else's number: whole ids are compared.
        if (parsed.kind === "malformed") return findInDamaged(line);
        if (parsed.kind === "blank" || !parsed.alias.ids.some((id) => keys.has(id))) return;
        return placeOfFirst(anchors, parsed.alias.ids, line);
      },
      dryRun,
    );
    lines += blanked.lines;
  }
  return lines;
}

/**
 * Erases all that says which ids are one person's, from the ends inwards: killed at any moment, what is
 * left can still be reached from the first id, and so the next run finishes it.
 *
 * @param ids as `personIdsFrom` gives them. Returns how many lines there are.
 */
export async function eraseLinks(
  dir: string,
  ids: readonly PhoneKey[],
  dryRun: boolean,
): Promise<number> {
  let lines = 0;
  if (!dryRun) {
    for (const id of ids.slice(1).toReversed()) {
      lines += eraseAliases(dir, new Set([id]), dryRun, ids);
      await new Promise(setImmediate);
    }
  }
  return lines + eraseAliases(dir, new Set(ids), dryRun);
}

/** Where the first of some ids stands in a line that names one. */
function placeOfFirst(
  anchors: Iterable<PhoneKey>,
  named: readonly PhoneKey[],
  line: Buffer,
): { readonly start: number; readonly end: number } {
  for (const id of anchors) {
    if (!named.includes(id)) continue;
    const start = line.indexOf(`"${id}"`) + 1;
    return { start, end: start + id.length };
  }
  return { start: 0, end: line.length };
}
