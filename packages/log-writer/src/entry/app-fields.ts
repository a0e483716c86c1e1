import { copyPlain, type CopyLimits } from "./plain-copy.ts";
import type { SecretRule } from "./secrets.ts";

/** Fields of ours that an application's object must not repeat: JSON would keep the last. */
const RESERVED = ["level", "time"] as const;

/**
 * What an application gave its logger, as it may stand in app.log: plain values without secrets, its
 * own `level` and `time` moved under `data`.
 */
export function appFields(
  given: Record<string, unknown>,
  rule: SecretRule,
  limits: CopyLimits,
): Record<string, unknown> {
  const copy = copyPlain(given, "", rule, limits);
  // A value whose toJSON gives text, or whose fields cannot be read, is still worth its line.
  const fields = isFields(copy.value) ? copy.value : { data: copy.value };
  const moved: Record<string, unknown> = {};
  for (const name of RESERVED) {
    if (!Object.hasOwn(fields, name)) continue;
    moved[name] = fields[name];
    delete fields[name];
  }
  if (Object.keys(moved).length > 0) {
    fields["data"] = isFields(fields["data"])
      ? { ...moved, ...fields["data"] }
      : { ...moved, ...(fields["data"] === undefined ? undefined : { value: fields["data"] }) };
  }
  if (copy.truncated) fields["truncated"] = true;
  return fields;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
