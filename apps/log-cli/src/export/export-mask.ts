import type { LogEntry } from "@org/log-core";
import type { StartQuery } from "../answer.ts";
import type { GetQuery } from "@org/log-reader";
import { createEntryMask } from "../mask/mask-entry.ts";
import { openMaskTags } from "../mask/mask-tags.ts";
import { createPersonNames } from "../mask/person-names.ts";

/** Whom `--mask` hides: everybody, or everybody but the subject of an access request. */
export type MaskWhom = "all" | "others";

/** A mask for one export. */
export interface ExportMask {
  readonly mask: (entry: LogEntry) => LogEntry;
  /** What stands for a phone in a title. */
  readonly maskPhone: (phone: string) => string;
  /** Whether its tags are those of other exports of the folder too. */
  readonly lasting: boolean;
}

/** What {@link createExportMask} works with. */
export interface MaskSetup {
  readonly whom: MaskWhom;
  readonly phones: readonly string[];
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Makes the mask of an export. It reads the entries once before they are exported: somebody's name can
 * stand in a text before the line that tells it to be a name.
 */
export async function createExportMask(
  start: StartQuery,
  query: GetQuery,
  { whom, phones, dir, env }: MaskSetup,
): Promise<ExportMask> {
  const isSubject = whom === "all" ? () => false : subjectTest(phones);
  const names = createPersonNames(isSubject);
  for await (const entry of start(query)) names.collect(entry);
  const tags = openMaskTags(dir, env);
  return {
    mask: createEntryMask({ tags, isSubject, names: names.others(), isOwnName: names.isOwn }),
    maskPhone: (phone) => (isSubject(phone) ? phone : tags.tagOf("phone", phone)),
    lasting: tags.lasting,
  };
}

/** The phones of the export, and those that begin as `39*` says. */
function subjectTest(phones: readonly string[]): (phone: string) => boolean {
  const whole = new Set(phones);
  const beginnings = phones.flatMap((phone) => (phone.endsWith("*") ? [phone.slice(0, -1)] : []));
  return (phone) => whole.has(phone) || beginnings.some((beginning) => phone.startsWith(beginning));
}
