import { fieldsOf, nameOf } from "../payload/read-payload.ts";

/** A WhatsApp id as text: the library gives some as `{server, user, _serialized}`. */
export function jidOf(value: unknown): string | undefined {
  return nameOf(value) ?? nameOf(fieldsOf(value)["_serialized"]);
}

/**
 * WhatsApp's id of a message: `3EB0…` of the library's `{id, remote, fromMe, _serialized}`, or of its
 * text `true_1234567890@c.us_3EB0…`.
 */
export function messageIdOf(value: unknown): string | undefined {
  const { id, _serialized: serialized } = fieldsOf(value);
  return nameOf(id) ?? idInText(nameOf(serialized) ?? nameOf(value));
}

function idInText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (/^(?:true|false)_[^_]+_([^_]+)/.exec(text)?.[1] ?? text);
}
