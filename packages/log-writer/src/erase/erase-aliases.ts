import { parseAlias, type PhoneKey } from "@org/log-core";
import { aliasPaths } from "../aliases/alias-files.ts";
import { blankLines } from "./blank-lines.ts";
import { createFindMention } from "./find-mention.ts";

/**
 * Overwrites with spaces the lines of the alias files that name one of some ids, also damaged ones.
 * Safe while writers append. Returns how many lines there are.
 */
export function eraseAliases(dir: string, keys: ReadonlySet<PhoneKey>, dryRun: boolean): number {
  const findInDamaged = createFindMention([...keys]);
  let lines = 0;
  for (const path of aliasPaths(dir)) {
    const blanked = blankLines(
      path,
      (line) => {
        const parsed = parseAlias(line.toString("latin1"));
        // The digits of somebody's LID may be somebody else's number: whole ids are compared.
        if (parsed.kind === "malformed") return findInDamaged(line);
        const isNamed = parsed.kind === "alias" && parsed.alias.ids.some((id) => keys.has(id));
        return isNamed ? { start: 0, end: line.length } : undefined;
      },
      dryRun,
    );
    lines += blanked.lines;
  }
  return lines;
}
