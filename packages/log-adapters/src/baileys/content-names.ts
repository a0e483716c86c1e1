import { isObject, type Fields } from "../payload/read-payload.ts";

/** Fields beside the content: what devices tell each other, keys among it. */
const NO_CONTENT: ReadonlySet<string> = new Set(["messageContextInfo"]);
const KEYS: ReadonlySet<string> = new Set([
  "senderKeyDistributionMessage",
  "fastRatchetKeySenderKeyDistributionMessage",
]);
const MAX_LAYERS = 8;

/** One content of a message, out of what it was wrapped in. */
export interface Unwrapped {
  /** The protocol's name of the field: `imageMessage`, `pollCreationMessageV3`. */
  readonly rawName: string;
  /** The name without `Message` and version: `image`, `pollCreation`. */
  readonly name: string;
  readonly content: unknown;
  readonly wrappers: readonly string[];
}

/** `pollCreationMessageV3` -> `pollCreation`; the protocol's own `callLogMesssage` -> `callLog`. */
function plainName(rawName: string): string {
  return rawName.replace(/V\d+(?:Extension)?$/, "").replace(/Mess+age$/, "");
}

/**
 * The contents of a message, usually one. Whatever has a message inside is a wrapper: ephemeral, view
 * once, edited, and those still to come.
 *
 * @param hasOwnForm whether a content of this name is read itself, even with a message inside
 */
export function unwrap(
  message: Fields,
  hasOwnForm: (name: string) => boolean,
  wrappers: readonly string[] = [],
): readonly Unwrapped[] {
  const present = Object.keys(message).filter(
    (rawName) => isPresent(message[rawName]) && !NO_CONTENT.has(rawName),
  );
  const contents = present.filter((rawName) => !KEYS.has(rawName));
  return (contents.length > 0 ? contents : present).flatMap((rawName) => {
    const content = message[rawName];
    const name = plainName(rawName);
    const inner = isObject(content) ? content["message"] : undefined;
    if (!isObject(inner) || hasOwnForm(name) || wrappers.length >= MAX_LAYERS) {
      return [{ rawName, name, content, wrappers }];
    }
    const found = unwrap(inner, hasOwnForm, [...wrappers, name]);
    return found.length > 0 ? found : [{ rawName, name, content, wrappers }];
  });
}

function isPresent(value: unknown): boolean {
  // Functions are the protocol objects' own.
  return value !== undefined && value !== null && value !== "" && typeof value !== "function";
}
