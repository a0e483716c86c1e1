import type { LogEntry } from "@org/log-core";
import { asFields, objectIn, textIn } from "./fields.ts";

/** The name that the author of a message goes by, where the library gave it; not yet safe to look at. */
export function authorName(entry: LogEntry): string | undefined {
  const data = asFields(entry.data);
  if (data === undefined || entry.direction !== "INCOMING") return undefined;
  const profile = objectIn(data, "profile") ?? {};
  return (
    textIn(profile, "name", "username") ??
    textIn(data, "pushName", "profileName", "notifyName", "senderName", "name") ??
    textIn(objectIn(data, "_data") ?? {}, "notifyName")
  );
}
