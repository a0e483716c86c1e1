import type { LogEntry } from "@org/log-core";
import { asFields, objectIn, textIn, type Fields } from "./fields.ts";

/** The name that the author of a message goes by, where the library gave it; not yet safe to look at. */
export function authorName(entry: LogEntry): string | undefined {
  const data = asFields(entry.data);
  if (data === undefined || entry.direction !== "INCOMING") return undefined;
  const profile = objectIn(data, "profile") ?? {};
  return (
    textIn(profile, "name", "username") ??
    textIn(data, "pushName", "profileName", "notifyName", "senderName") ??
    textIn(objectIn(data, "_data") ?? {}, "notifyName") ??
    (isNameOfThing(data) ? undefined : textIn(data, "name"))
  );
}

/** Fields of a place, a template, a poll, a file or a product, beside which `name` is not an author's. */
const THINGS = [
  ..."latitude degreesLatitude language components options product_retailer_id".split(" "),
  ..."mime_type mimetype mimeType filename sha256 response_json".split(" "),
];

/** Whether the `name` in such an object is that of a thing. */
export function isNameOfThing(of: Fields): boolean {
  return THINGS.some((field) => Object.hasOwn(of, field));
}
