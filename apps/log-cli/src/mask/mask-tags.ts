import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MASK_KEY_FILE, systemErrorCode } from "@org/log-core";
import { createPhoneTagger } from "@org/log-writer/mask";

/** What is replaced by a tag. */
type TagKind = "phone" | "name" | "id";

/** Tags for one export. */
export interface MaskTags {
  /** The tag of a value: the same value has the same one. */
  readonly tagOf: (kind: TagKind, value: string) => string;
  /** Whether exports of the same folder have the same tags, and `maskPhones` of a writer too. */
  readonly lasting: boolean;
}

const KEY_BYTES = 32;

/**
 * The tags of a folder: made with `LOG_MASK_KEY`, else with the key that a writer with `maskPhones` has
 * put there. Without either they are of this export alone; a reading command makes no files in a log
 * folder.
 */
export function openMaskTags(
  dir: string,
  env: Readonly<Record<string, string | undefined>>,
): MaskTags {
  const secret = env["LOG_MASK_KEY"] || readKey(join(dir, MASK_KEY_FILE));
  return createMaskTags(secret ?? randomBytes(KEY_BYTES), secret !== undefined);
}

/** The tag that stands for a phone in the lines of a writer with `maskPhones`, where there may be such. */
export function maskedPhone(
  dir: string,
  env: Readonly<Record<string, string | undefined>>,
  phone: string,
): string | undefined {
  const tags = openMaskTags(dir, env);
  return tags.lasting ? tags.tagOf("phone", phone) : undefined;
}

/** Tags made with a secret. */
export function createMaskTags(secret: string | Buffer, lasting: boolean): MaskTags {
  const phoneTagOf = createPhoneTagger(secret);
  const known = new Map<string, string>();
  return {
    lasting,
    tagOf(kind, value) {
      const of = `${kind}:${value}`;
      const found = known.get(of);
      if (found !== undefined) return found;
      const tag = kind === "phone" ? phoneTagOf(value) : phoneTagOf(of).replace("phone", kind);
      known.set(of, tag);
      return tag;
    },
  };
}

function readKey(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim() || undefined;
  } catch (error) {
    // Of a folder without masks, or of another user: tags then are of this export alone.
    if (["ENOENT", "EACCES", "EPERM"].includes(systemErrorCode(error) ?? "")) return undefined;
    throw error;
  }
}
