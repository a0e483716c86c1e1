import type { PhoneReader } from "./phone-reader.ts";
import type { CopyLimits } from "./plain-copy.ts";
import type { SecretRule } from "./secrets.ts";

/** What the entries of one writer have in common. */
export interface EntryContext {
  readonly readPhone: PhoneReader;
  readonly rule: SecretRule;
  readonly limits: CopyLimits;
}
