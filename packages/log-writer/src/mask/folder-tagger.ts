import { randomBytes } from "node:crypto";
import { requireMaskKey } from "./mask-key.ts";
import { createPhoneTagger, type PhoneTagger } from "./phone-tag.ts";

/**
 * The tagger of a log folder. While the folder's key can be neither read nor made, tags are of this
 * process alone: they correlate with nothing, but show nothing either.
 */
export function createFolderTagger(dir: string): PhoneTagger {
  const ofThisProcess = createPhoneTagger(randomBytes(32));
  let ofFolder: PhoneTagger | undefined;
  return (phone) => {
    ofFolder ??= tryOpen(dir);
    return (ofFolder ?? ofThisProcess)(phone);
  };
}

function tryOpen(dir: string): PhoneTagger | undefined {
  try {
    return createPhoneTagger(requireMaskKey(dir, process.env));
  } catch {
    // That the folder cannot be used is reported where it is written to.
    return undefined;
  }
}
